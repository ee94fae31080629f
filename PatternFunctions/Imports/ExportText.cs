using System.Text;

namespace PatternFunctions.Imports;

/// <summary>An export as a stream of UTF-8 in which only the ends of rows are breaks, whatever a spreadsheet has made of it.</summary>
/// <param name="Utf8">The whole text.</param>
/// <param name="Source">Below it, where the file's own bytes are counted.</param>
/// <param name="Separator">A comma; a semicolon or a tab where a spreadsheet has saved the file.</param>
internal sealed record ExportText(Stream Utf8, HeadStream Source, char Separator)
{
    /// <summary>More than any header has.</summary>
    private const int HeadSize = 16 * 1024;

    public static ExportText Open(byte[] content) => Of(content, Stream.Null);

    public static async Task<ExportText> OpenAsync(Stream content, CancellationToken cancellationToken)
    {
        var head = new byte[HeadSize];
        var length = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        return Of(head.AsMemory(0, length), content);
    }

    private static ExportText Of(ReadOnlyMemory<byte> head, Stream rest)
    {
        var source = new HeadStream(head, rest);
        var encoding = EncodingOf(head.Span);
        Stream text = encoding is UTF8Encoding ? source : Encoding.CreateTranscodingStream(source, encoding, Encoding.UTF8);
        var start = encoding.GetString(head.Span[..Math.Min(head.Length, HeadSize)]);
        var end = start.AsSpan().IndexOfAny('\r', '\n');
        var header = end < 0 ? start : start[..end];
        var rowsEndInReturn = end >= 0 && start[end] == '\r' && (end + 1 == start.Length || start[end + 1] != '\n');
        return new ExportText(
            rowsEndInReturn ? text : new LoneReturnStream(text),
            source,
            ((ReadOnlySpan<char>)[',', ';', '\t']).ToArray().MaxBy(separator => header.Count(character => character == separator)));
    }

    /// <summary>By its mark, or by the zeros between the header's letters.</summary>
    private static Encoding EncodingOf(ReadOnlySpan<byte> head) => head switch
    {
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        [not 0, 0, not 0, 0, ..] => Encoding.Unicode,
        [0, not 0, 0, not 0, ..] => Encoding.BigEndianUnicode,
        _ => Encoding.UTF8,
    };
}
