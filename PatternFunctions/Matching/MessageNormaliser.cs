using System.Text;

namespace PatternFunctions.Matching;

/// <summary>
/// Brings a text to the form in which two wordings of the same words are equal.
/// For ASCII text the result equals the older system's <c>lower → [^a-z0-9\s] → collapse → trim</c>, so that its
/// signatures stay valid; letters, marks and digits of every other script are kept, too.
/// </summary>
public static class MessageNormaliser
{
    /// <returns>
    /// Never null; empty only if the text has no content: blank, or punctuation alone ("???", ":)").
    /// Such a text asks nothing and must not be learned or looked up.
    /// </returns>
    public static string Normalise(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Ascii.IsValid(text) ? NormaliseAscii(text) : UnicodeWords.Of(text);
    }

    /// <summary>Most texts are ASCII and come through here: two passes, and no allocation beyond the result.</summary>
    private static string NormaliseAscii(string text)
    {
        var length = CopyWords(text, default);
        return length == text.Length && !text.AsSpan().ContainsAnyInRange('A', 'Z') && !text.AsSpan().ContainsAnyInRange('\t', '\r')
            ? text
            : string.Create(length, text, static (destination, source) => CopyWords(source, destination));
    }

    /// <returns>The length of the words; they are copied only if there is a place to copy them to.</returns>
    private static int CopyWords(ReadOnlySpan<char> text, Span<char> destination)
    {
        var length = 0;
        var spaceIsDue = false;
        foreach (var character in text)
        {
            if (char.IsAsciiLetterOrDigit(character))
            {
                if (spaceIsDue)
                {
                    Put(' ', destination, ref length);
                    spaceIsDue = false;
                }

                Put(char.IsAsciiLetterUpper(character) ? (char)(character | 0x20) : character, destination, ref length);
            }
            else if (char.IsWhiteSpace(character))
            {
                spaceIsDue = length > 0;
            }
        }

        return length;
    }

    private static void Put(char character, Span<char> destination, ref int length)
    {
        if (!destination.IsEmpty)
        {
            destination[length] = character;
        }

        length++;
    }
}
