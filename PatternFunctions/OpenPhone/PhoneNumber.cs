using System.Buffers;
using PhoneNumbers;

namespace PatternFunctions.OpenPhone;

/// <summary>Brings phone numbers to one spelling, so that a customer is one customer.</summary>
public static class PhoneNumber
{
    // OpenPhone's numbers are American and Canadian, so a number without "+" is read as one of theirs.
    private const string HomeRegion = "US";

    private static readonly SearchValues<char> Spelling = SearchValues.Create("+0123456789()-./ \u00a0\u2010\u2011\u2013");

    private static readonly string[] Withheld = ["Anonymous", "Restricted", "Private", "Unavailable", "Unknown"];

    /// <returns>
    /// E.164 if the value is surely a phone number; otherwise the value itself (short codes, senders' names, withheld numbers).
    /// </returns>
    public static string Canonicalise(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (IsE164(value))
        {
            return value;
        }

        var trimmed = value.Trim();
        // Letters are kept away from libphonenumber, which would dial a sender's name on the keypad.
        return trimmed.Length is < 7 or > 40 || trimmed.AsSpan().ContainsAnyExcept(Spelling)
            ? trimmed
            : Parse(trimmed) ?? trimmed;
    }

    public static bool IsE164(string value) =>
        value is ['+', >= '1' and <= '9', ..] && value.Length is >= 8 and <= 16
        && !value.AsSpan(1).ContainsAnyExceptInRange('0', '9');

    public static bool IsWithheld(string value) =>
        string.IsNullOrWhiteSpace(value) || Withheld.Contains(value.Trim(), StringComparer.OrdinalIgnoreCase);

    private static string? Parse(string value)
    {
        var numbers = PhoneNumberUtil.GetInstance();
        try
        {
            var number = numbers.Parse(value, HomeRegion);
            // With "+" the country is said; without it, only a number that exists there is taken for one.
            var isSure = value[0] == '+' ? numbers.IsPossibleNumber(number) : numbers.IsValidNumber(number);
            return isSure ? numbers.Format(number, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
