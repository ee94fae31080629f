using System.Globalization;

namespace PatternFunctions.Settings;

/// <summary>A daily span of the clock, over midnight if <paramref name="To"/> is earlier; two equal times are the whole day.</summary>
/// <param name="From">The first moment inside.</param>
/// <param name="To">The first moment outside again.</param>
public sealed record TimeRange(TimeOnly From, TimeOnly To)
{
    public static TimeRange WholeDay { get; } = new(TimeOnly.MinValue, TimeOnly.MinValue);

    public bool Contains(TimeOnly time) =>
        From < To ? time >= From && time < To : time >= From || time < To;

    /// <returns>Null unless the text is two times such as "21:00-08:00"; "24:00" is the end of the day.</returns>
    public static TimeRange? Parse(string text)
    {
        var ends = text.Split('-', StringSplitOptions.TrimEntries);
        return ends.Length == 2 && ParseTime(ends[0]) is { } from && ParseTime(ends[1]) is { } to ? new TimeRange(from, to) : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From:HH\\:mm}-{To:HH\\:mm}");

    private static TimeOnly? ParseTime(string text) =>
        text == "24:00"
            ? TimeOnly.MinValue
            : TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
