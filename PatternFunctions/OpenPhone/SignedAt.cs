using System.Globalization;

namespace PatternFunctions.OpenPhone;

/// <summary>When a request says that it was signed, in milliseconds since 1970.</summary>
internal static class SignedAt
{
    // As seconds it is the year 5138, as milliseconds 1973.
    private const long LeastMilliseconds = 100_000_000_000;

    public static bool TryParse(ReadOnlySpan<char> digits, out long value)
    {
        value = 0;
        return digits.Length <= 15 && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    public static long FromSeconds(long seconds) => seconds * 1000;

    /// <summary>The legacy scheme sends milliseconds, though nothing says so: seconds would be understood, too.</summary>
    public static long FromEither(long value) => value < LeastMilliseconds ? FromSeconds(value) : value;

    public static bool IsNear(long signedAt, DateTimeOffset now, TimeSpan tolerance) =>
        Math.Abs(now.ToUnixTimeMilliseconds() - signedAt) <= tolerance.TotalMilliseconds;
}
