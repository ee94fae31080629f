using System.Globalization;
using System.Text;

namespace PatternFunctions.OpenPhone;

/// <summary>
/// Writes JSON as JSON.stringify does: no white space between tokens, and in strings only the escapes that must be.
/// Numbers and the order of properties stay as they are. Its result is only ever hashed, so it need not be checked for
/// being JSON.
/// </summary>
public static class CompactJson
{
    /// <param name="json">UTF-8.</param>
    /// <param name="compact">At least as long: no token grows.</param>
    /// <param name="length">What was written.</param>
    /// <returns>False if the input breaks off in a string or escape, or has an escape that JSON does not know.</returns>
    public static bool TryWrite(ReadOnlySpan<byte> json, Span<byte> compact, out int length)
    {
        length = 0;
        var isInString = false;
        for (var i = 0; i < json.Length; i++)
        {
            var current = json[i];
            if (current == '"')
            {
                isInString = !isInString;
            }

            if (isInString && current == '\\')
            {
                if (!TryUnescape(json[i..], out var rune, out var read))
                {
                    return false;
                }

                length += WriteEscaped(rune, compact[length..]);
                i += read - 1;
            }
            else if (isInString || current is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                compact[length++] = current;
            }
        }

        return !isInString;
    }

    /// <summary>The code point; of a lone surrogate, the surrogate.</summary>
    private static bool TryUnescape(ReadOnlySpan<byte> json, out int codePoint, out int read)
    {
        read = 2;
        codePoint = json.Length < 2 ? -1 : json[1] switch
        {
            (byte)'"' or (byte)'\\' or (byte)'/' => json[1],
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            (byte)'u' => ReadUnit(json),
            _ => -1,
        };
        if (codePoint >= 0 && json[1] == 'u')
        {
            read = 6;
            var next = char.IsHighSurrogate((char)codePoint) ? ReadUnit(json[6..]) : -1;
            if (next >= 0 && char.IsLowSurrogate((char)next))
            {
                codePoint = char.ConvertToUtf32((char)codePoint, (char)next);
                read = 12;
            }
        }

        return codePoint >= 0;
    }

    private static int ReadUnit(ReadOnlySpan<byte> json) =>
        json is [(byte)'\\', (byte)'u', _, _, _, _, ..]
        && ushort.TryParse(json.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? unit
            : -1;

    private static int WriteEscaped(int codePoint, Span<byte> target)
    {
        var letter = codePoint switch
        {
            '"' or '\\' => (char)codePoint,
            '\b' => 'b',
            '\f' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            _ => '\0',
        };
        if (letter != '\0')
        {
            target[0] = (byte)'\\';
            target[1] = (byte)letter;
            return 2;
        }

        if (codePoint >= ' ' && Rune.TryCreate(codePoint, out var rune))
        {
            return rune.EncodeToUtf8(target);
        }

        // Control characters and lone surrogates stay escaped, in lower case.
        _ = Encoding.ASCII.GetBytes($"\\u{codePoint:x4}", target);
        return 6;
    }
}
