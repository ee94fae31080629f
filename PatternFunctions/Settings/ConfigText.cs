using System.Globalization;

namespace PatternFunctions.Settings;

/// <summary>Reads the texts of configuration values, the same on every machine, whatever its culture.</summary>
internal static class ConfigText
{
    private const NumberStyles Number =
        NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite | NumberStyles.AllowLeadingSign;

    public static bool? ToBoolean(string text) => text.Trim().ToUpperInvariant() switch
    {
        "TRUE" or "T" or "YES" or "ON" or "1" => true,
        "FALSE" or "F" or "NO" or "OFF" or "0" => false,
        _ => null,
    };

    public static decimal? ToDecimal(string text) =>
        decimal.TryParse(text, Number | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static decimal? ToInteger(string text) =>
        int.TryParse(text, Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static IReadOnlyList<string> ToList(string text) =>
        text.Split([',', ';', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static bool IsTimeRange(string text) => IsOff(text) || TimeRange.Parse(text) is not null;

    public static TimeRange? ToTimeRange(string text) => IsOff(text) ? null : TimeRange.Parse(text);

    public static TimeZoneInfo? ToTimeZone(string text) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(text.Trim(), out var zone) ? zone : null;

    private static bool IsOff(string text) => text.Trim() is "" || ToBoolean(text) == false;
}
