namespace PatternFunctions.Imports;

/// <summary>
/// A body may hold a lone CR without quotes, which would end the row. In UTF-8 text whose rows end in LF, each CR that
/// no LF follows is hidden behind a byte of the same length.
/// </summary>
internal sealed class LoneReturnStream(Stream text) : ForwardStream
{
    /// <summary>A control character that no telephone sends: the unit separator.</summary>
    public const char Hidden = '\u001F';

    private readonly byte[] next = new byte[1];
    private bool hasNext;

    public override int Read(Span<byte> buffer)
    {
        var length = TakeNext(buffer);
        length += buffer.Length > length ? text.Read(buffer[length..]) : 0;
        if (length > 0 && buffer[length - 1] == '\r')
        {
            hasNext = text.Read(next) == 1;
        }

        Hide(buffer[..length]);
        return length;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var length = TakeNext(buffer.Span);
        length += buffer.Length > length ? await text.ReadAsync(buffer[length..], cancellationToken) : 0;
        if (length > 0 && buffer.Span[length - 1] == '\r')
        {
            hasNext = await text.ReadAsync(next, cancellationToken) == 1;
        }

        Hide(buffer.Span[..length]);
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            text.Dispose();
        }

        base.Dispose(disposing);
    }

    private int TakeNext(Span<byte> buffer)
    {
        if (!hasNext || buffer.IsEmpty)
        {
            return 0;
        }

        buffer[0] = next[0];
        hasNext = false;
        return 1;
    }

    private void Hide(Span<byte> read)
    {
        for (var rest = read; rest.IndexOf((byte)'\r') is >= 0 and var at; rest = rest[(at + 1)..])
        {
            var follows = at + 1 < rest.Length ? rest[at + 1] : hasNext ? next[0] : (byte)0;
            if (follows != '\n')
            {
                rest[at] = (byte)Hidden;
            }
        }
    }
}
