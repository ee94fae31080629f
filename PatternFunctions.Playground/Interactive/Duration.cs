using System.Globalization;
using System.Text.RegularExpressions;

namespace PatternFunctions.Playground.Interactive;

/// <summary>Such as <c>30s</c>, <c>10m</c>, <c>2h</c> or <c>1d</c>.</summary>
internal static partial class Duration
{
    private const int MostDays = 400;

    /// <returns>Null for anything else, or for more than 400 days.</returns>
    public static TimeSpan? Parse(string text)
    {
        if (Pattern().Match(text.Trim()) is not { Success: true } match)
        {
            return null;
        }

        var number = int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
        var duration = match.Groups["unit"].Value.ToUpperInvariant() switch
        {
            "S" => TimeSpan.FromSeconds(number),
            "H" => TimeSpan.FromHours(number),
            "D" => TimeSpan.FromDays(number),
            _ => TimeSpan.FromMinutes(number),
        };
        return duration <= TimeSpan.FromDays(MostDays) ? duration : null;
    }

    [GeneratedRegex(@"\A(?<number>\d{1,6})\s*(?<unit>[smhd]?)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Pattern();
}
