using System.Globalization;
using System.Text;

namespace PatternFunctions.Learning;

/// <summary>
/// Characters that a reader does not see and a model does: bidirectional controls, zero-width ones, tags, variation
/// selectors in unusual places, fillers, control characters. What emoji and the scripts of Asia need is not hidden.
/// </summary>
public static class HiddenCharacters
{
    private const int Joiner = 0x200D;
    private const int NonJoiner = 0x200C;
    private const int BlackFlag = 0x1F3F4;

    /// <returns>The position of the first one in UTF-16 units, or -1.</returns>
    public static int IndexIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var position = 0;
        var previous = default(Rune);
        var inFlag = false;
        foreach (var rune in text.EnumerateRunes())
        {
            inFlag = rune.Value == BlackFlag || (inFlag && IsTag(rune));
            if (!(inFlag || IsAllowed(rune, previous)))
            {
                return position;
            }

            position += rune.Utf16SequenceLength;
            previous = rune;
        }

        return -1;
    }

    /// <returns>The text without them: what a person saw.</returns>
    public static string Remove(string text)
    {
        while (IndexIn(text) is >= 0 and var index)
        {
            text = text.Remove(index, char.IsSurrogatePair(text, index) ? 2 : 1);
        }

        return text;
    }

    private static bool IsAllowed(Rune rune, Rune previous) => rune.Value switch
    {
        '\n' or '\r' or '\t' => true,
        Joiner => IsSymbol(previous) || IsJoiningLetter(previous),
        NonJoiner => IsJoiningLetter(previous),
        0xFE0E or 0xFE0F => IsSymbol(previous) || previous.Value is (>= '0' and <= '9') or '#' or '*',
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0 => false,
        (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0D) or (>= 0xE0000 and <= 0xE0FFF) => false,
        // EnumerateRunes gives this for a lone surrogate, too.
        0xFFFD or 0xFFFC => false,
        _ => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control
            or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator),
    };

    private static bool IsTag(Rune rune) => rune.Value is >= 0xE0020 and <= 0xE007F;

    private static bool IsSymbol(Rune rune) => rune.Value is 0xFE0F or 0x203C or 0x2049
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol or UnicodeCategory.MathSymbol;

    /// <summary>Arabic, Syriac and the scripts of South Asia, whose spelling uses joiners.</summary>
    private static bool IsJoiningLetter(Rune rune) => rune.Value is (>= 0x0600 and <= 0x08FF) or (>= 0x0900 and <= 0x0DFF);
}
