using System.Globalization;

namespace PatternFunctions.Playground.Club;

/// <summary>Telephone numbers as they are left in an export, above all by spreadsheets.</summary>
internal static class ExportedNumber
{
    /// <returns>E.164, or a word such as <c>Anonymous</c> as it is; null when digits were lost.</returns>
    public static string? Restore(string text)
    {
        var number = text.Trim();
        if (number.Length == 0 || number.Any(char.IsLetter) && !IsScientific(number))
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
        return number.StartsWith('+') || digits.Length != 10 ? $"+{digits}" : $"+1{digits}";
    }

    private static bool IsScientific(string number) =>
        number.Contains("E+", StringComparison.OrdinalIgnoreCase)
        && decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
