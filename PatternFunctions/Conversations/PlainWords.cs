using System.Globalization;
using System.Text;

namespace PatternFunctions.Conversations;

/// <summary>
/// A text as plain words for <see cref="Wording"/>: lower case, without accents, "don't" as "dont", one space between
/// words and at both ends.
/// </summary>
internal static class PlainWords
{
    public static string Of(string text) => Write(text, marks: false);

    /// <summary>Between the words, "." stands for any mark or line break that ends a sentence or clause, and "?" for itself.</summary>
    public static string WithMarks(string text) => Write(text, marks: true);

    private static string Write(string text, bool marks)
    {
        var plain = new StringBuilder(text.Length + 2).Append(' ');
        Span<char> letter = stackalloc char[2];
        foreach (var rune in Decompose(text).EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (rune.IsAscii && char.IsAsciiLetterOrDigit((char)rune.Value))
            {
                plain.Append(char.ToLowerInvariant((char)rune.Value));
            }
            else if (Rune.IsLetterOrDigit(rune) || category is UnicodeCategory.SpacingCombiningMark)
            {
                plain.Append(letter[..Rune.ToLowerInvariant(rune).EncodeToUtf16(letter)]);
            }
            // Apostrophes of every keyboard, accents and invisible characters stand inside words.
            else if (rune.Value is not ('\'' or '’' or '‘' or '`' or '´')
                && category is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
            {
                AppendSpace(plain);
                if (marks && MarkOf(rune) is { } mark && plain is not [.., '.' or '?', ' '])
                {
                    plain.Append(mark).Append(' ');
                }
            }
        }

        AppendSpace(plain);
        return plain.ToString();
    }

    private static void AppendSpace(StringBuilder plain)
    {
        if (plain[^1] != ' ')
        {
            plain.Append(' ');
        }
    }

    private static char? MarkOf(Rune rune) => rune.Value switch
    {
        '?' => '?',
        '.' or '!' or ',' or ';' or ':' or '-' or '–' or '—' or '…' or '\n' or '\r' or '(' or ')' or '"' or '/' => '.',
        _ => null,
    };

    private static string Decompose(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        // Lone surrogates have no normal form.
        var repaired = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            repaired.Append(rune.ToString());
        }

        return repaired.ToString().Normalize(NormalizationForm.FormKD);
    }
}
