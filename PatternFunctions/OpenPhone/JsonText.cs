using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PatternFunctions.OpenPhone;

/// <summary>
/// Reads JSON strings as PostgreSQL can store them: NUL and lone surrogates, which JSON may carry as escapes and the
/// framework's own reader throws on or lets through, become U+FFFD.
/// </summary>
internal static class JsonText
{
    private const char Replacement = '\uFFFD';

    /// <param name="reader">On a string of valid UTF-8.</param>
    public static string Read(ref Utf8JsonReader reader)
    {
        var escaped = reader.ValueSpan;
        if (!reader.ValueIsEscaped)
        {
            return Encoding.UTF8.GetString(escaped);
        }

        var rented = ArrayPool<char>.Shared.Rent(escaped.Length);
        var length = Unescape(escaped, rented);
        Repair(rented.AsSpan(0, length));
        var text = new string(rented, 0, length);
        ArrayPool<char>.Shared.Return(rented);
        return text;
    }

    private static int Unescape(ReadOnlySpan<byte> escaped, Span<char> text)
    {
        var length = 0;
        while (true)
        {
            var plain = escaped.IndexOf((byte)'\\');
            if (plain < 0)
            {
                return length + Encoding.UTF8.GetChars(escaped, text[length..]);
            }

            length += Encoding.UTF8.GetChars(escaped[..plain], text[length..]);
            var letter = escaped[plain + 1];
            text[length++] = letter switch
            {
                (byte)'u' => (char)ushort.Parse(escaped.Slice(plain + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                (byte)'b' => '\b',
                (byte)'f' => '\f',
                (byte)'n' => '\n',
                (byte)'r' => '\r',
                (byte)'t' => '\t',
                _ => (char)letter,
            };
            escaped = escaped[(plain + (letter == 'u' ? 6 : 2))..];
        }
    }

    private static void Repair(Span<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (text[i] == '\0' || char.IsSurrogate(text[i]))
            {
                text[i] = Replacement;
            }
        }
    }
}
