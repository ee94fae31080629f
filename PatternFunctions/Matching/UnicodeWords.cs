using System.Globalization;
using System.Text;

namespace PatternFunctions.Matching;

/// <summary>The part of <see cref="MessageNormaliser"/> for texts beyond ASCII.</summary>
internal static class UnicodeWords
{
    private const int ZeroWidthJoiner = 0x200D;
    private const char Keycap = '\u20E3';

    public static string Of(string text)
    {
        ThrowIfNormalFormsAreMissing();
        var repaired = Repair(text);
        var words = Keep(Fold(repaired), IsWordCharacter, marksMayLead: false);
        // An emoji-only text keeps its emoji: "👍" and "👎" are different answers.
        return words.Length > 0
            ? words.Normalize(NormalizationForm.FormKC)
            : Keep(repaired.Normalize(NormalizationForm.FormC), IsSymbol, marksMayLead: true).Normalize(NormalizationForm.FormC);
    }

    /// <summary>
    /// Upper case first: "Σ" and both small forms of it, "σ" and "ς", must come out as one. Case mapping can leave a
    /// text that is no longer composed, hence the second NFKC. The invariant culture has no lower case for "İ".
    /// </summary>
    private static string Fold(string text) => text
        .Normalize(NormalizationForm.FormKC)
        .Replace("İ", "i\u0307", StringComparison.Ordinal)
        .ToUpperInvariant()
        .ToLowerInvariant()
        .Normalize(NormalizationForm.FormKC);

    /// <summary>
    /// Lone surrogates and U+FFFE have no normal form and would throw. A spacing accent ("it´s") is written for an
    /// apostrophe, but NFKC would make a space of it and two words of one.
    /// </summary>
    private static string Repair(string text)
    {
        var repaired = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsVariationSelector(rune))
            {
                repaired.Append(rune.Value == 0xFFFE ? "\uFFFD" : IsSpacingAccent(rune) ? "'" : rune.ToString());
            }
        }

        return repaired.ToString();
    }

    private static bool IsSpacingAccent(Rune rune) =>
        !rune.IsAscii && !Rune.IsWhiteSpace(rune) && rune != Rune.ReplacementChar && rune.Value != 0xFFFE
        && rune.ToString().Normalize(NormalizationForm.FormKC)[0] == ' ';

    private static string Keep(string text, Func<Rune, UnicodeCategory, char, bool> keep, bool marksMayLead)
    {
        var kept = new StringBuilder(text.Length);
        var spaceIsDue = false;
        // A mark belongs to the character before it and goes with it; else "?\u0308" would leave its dots on a neighbour.
        var marksCount = marksMayLead;
        var next = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            next += rune.Utf16SequenceLength;
            var category = Rune.GetUnicodeCategory(rune);
            var isKept = IsMark(category)
                ? marksCount && (category != UnicodeCategory.EnclosingMark || marksMayLead)
                : keep(rune, category, next < text.Length ? text[next] : default);
            if (isKept)
            {
                kept.Append(spaceIsDue ? " " : "").Append(rune.ToString());
                spaceIsDue = false;
                marksCount = true;
            }
            else if (Rune.IsWhiteSpace(rune))
            {
                spaceIsDue = kept.Length > 0;
                marksCount = false;
            }
            else if (category is not (UnicodeCategory.Format or UnicodeCategory.EnclosingMark))
            {
                marksCount = false;
            }
        }

        return kept.ToString();
    }

    /// <summary>They choose a glyph, not a meaning: "❤" and "❤\uFE0F" are the same answer, "❤\uFE0F" and "👍\uFE0F" are not.</summary>
    private static bool IsVariationSelector(Rune rune) => rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    private static bool IsMark(UnicodeCategory category) => category is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool IsWordCharacter(Rune rune, UnicodeCategory category, char next) => category is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    /// <summary>
    /// Also what emoji are put together from: skin tones, the joiner of families, the tags of flags, the base of the
    /// keycaps "#" and "*"; emoji that are newer than our Unicode tables; four that count as punctuation.
    /// </summary>
    private static bool IsSymbol(Rune rune, UnicodeCategory category, char next) =>
        rune.IsAscii
            ? rune.Value is '#' or '*' && next == Keycap
            : category is UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol or UnicodeCategory.CurrencySymbol
                or UnicodeCategory.ModifierSymbol or UnicodeCategory.ModifierLetter
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse
            || rune.Value is ZeroWidthJoiner or (>= 0xE0020 and <= 0xE007F) or '‼' or '⁉' or '〰' or '〽';

    /// <summary>
    /// In globalisation-invariant mode <c>Normalize</c> quietly returns its input, and every instance that runs in
    /// that mode would write other signatures than the rest.
    /// </summary>
    private static void ThrowIfNormalFormsAreMissing()
    {
        if ("ﬁ".Normalize(NormalizationForm.FormKC) != "fi")
        {
            throw new PlatformNotSupportedException(
                "Unicode normalisation is not available: install ICU and do not set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.");
        }
    }
}
