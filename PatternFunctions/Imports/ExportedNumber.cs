using System.Globalization;
using PatternFunctions.OpenPhone;

namespace PatternFunctions.Imports;

/// <summary>Telephone numbers as they are left in an export, above all by spreadsheets.</summary>
internal static class ExportedNumber
{
    /// <summary>Numbers for people have more digits, in every country.</summary>
    private const int ShortCodeDigits = 6;

    /// <returns>E.164, or a short code or a word such as <c>Anonymous</c> as it is; null when digits were lost.</returns>
    public static string? Restore(string text)
    {
        if (PhoneNumber.IsE164(text))
        {
            return text;
        }

        var number = text.Trim();
        if (number.Length == 0 || (number.Any(char.IsLetter) && !IsScientific(number)))
        {
            return number.Length == 0 ? null : number;
        }

        if (IsScientific(number))
        {
            // "1.55555501E+10" has lost its last digits; "1.5555550123E+10" has not.
            var digitsShown = number.TakeWhile(character => character is not ('E' or 'e')).Count(char.IsAsciiDigit);
            number = decimal.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0", CultureInfo.InvariantCulture);
            if (digitsShown < number.Length)
            {
                return null;
            }
        }

        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        return digits.Length == 0 ? null
            : number.StartsWith('+') || digits.Length is not (10 or <= ShortCodeDigits) ? $"+{digits}"
            : digits.Length == 10 ? $"+1{digits}"
            : digits;
    }

    private static bool IsScientific(string number) =>
        number.Contains("E+", StringComparison.OrdinalIgnoreCase)
        && decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
