using System.Text;

namespace PatternFunctions.Playground.Terminal;

/// <summary>Anybody's words, made harmless for a terminal: a text message may hold escape sequences.</summary>
internal static class PlainText
{
    private const char LineBreak = '⏎';

    /// <returns>One line, without any character that a terminal obeys.</returns>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case System.Globalization.UnicodeCategory.Control:
                    plain.Append(rune.Value == '\n' ? $" {LineBreak} " : " ");
                    break;
                case System.Globalization.UnicodeCategory.Format when rune.Value != 0x200D: // Which joins emoji.
                    break;
                default:
                    plain.Append(rune);
                    break;
            }
        }

        return plain.ToString();
    }
}
