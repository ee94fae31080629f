using System.Globalization;

namespace PatternFunctions.WebConsole;

/// <summary>Numbers as people read them.</summary>
public static class Number
{
    /// <summary>Two decimals, cut off instead of rounded: 0.949 must not look like the 0.95 that it is not.</summary>
    public static string Cut(double value) => double.IsFinite(value)
        ? (Math.Truncate(Math.Round(value * 100, 6)) / 100).ToString("0.00", CultureInfo.InvariantCulture)
        : "–";

    /// <summary>A share of 1 as whole percents, cut off. No line ends before the sign.</summary>
    public static string Percent(double share) => double.IsFinite(share)
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Truncate(Math.Round(share * 100, 6)):0}\u00a0%")
        : "–";

    public static string Whole(long value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');

    /// <summary>For SVG.</summary>
    public static string Svg(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
