using System.Globalization;
using System.Text;

namespace PatternFunctions.Matching;

/// <summary>
/// Brings a text to the form in which two wordings of the same words are equal.
/// For ASCII text the result equals the older system's <c>lower → [^a-z0-9\s] → collapse → trim</c>, so that its
/// signatures stay valid; letters, marks and digits of every other script are kept, too.
/// </summary>
public static class MessageNormaliser
{
    /// <returns>Never null; empty only if the text has no content at all (blank, or punctuation alone).</returns>
    public static string Normalise(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = Compose(text).ToLowerInvariant().Normalize(NormalizationForm.FormKC);

        var words = Keep(folded, static category => IsWordCharacter(category));
        // An emoji-only text keeps its emoji: "👍" and "👎" are different answers.
        return words.Length > 0 ? words : Keep(folded, static category => IsWordCharacter(category) || IsSymbol(category));
    }

    /// <summary>NFKC; lone surrogates, which have no normal form, become U+FFFD first.</summary>
    private static string Compose(string text)
    {
        var repaired = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            repaired.Append(rune.ToString());
        }

        return repaired.ToString().Normalize(NormalizationForm.FormKC);
    }

    private static string Keep(string text, Func<UnicodeCategory, bool> keep)
    {
        var kept = new StringBuilder(text.Length);
        var spaceIsDue = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                spaceIsDue = kept.Length > 0;
            }
            else if (rune != Rune.ReplacementChar && keep(Rune.GetUnicodeCategory(rune)))
            {
                if (spaceIsDue)
                {
                    kept.Append(' ');
                    spaceIsDue = false;
                }

                kept.Append(rune.ToString());
            }
        }

        return kept.ToString();
    }

    private static bool IsWordCharacter(UnicodeCategory category) => category is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    private static bool IsSymbol(UnicodeCategory category) => category is
        UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol;
}
