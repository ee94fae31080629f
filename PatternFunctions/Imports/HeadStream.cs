namespace PatternFunctions.Imports;

/// <summary>Gives what was read of a stream to know its kind, and then the rest of it.</summary>
internal sealed class HeadStream(ReadOnlyMemory<byte> head, Stream rest) : ForwardStream
{
    private int given;

    /// <summary>How many bytes have been read from here.</summary>
    public long Count { get; private set; }

    public override int Read(Span<byte> buffer) => Counted(given < head.Length ? GiveHead(buffer) : rest.Read(buffer));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Counted(given < head.Length ? GiveHead(buffer.Span) : await rest.ReadAsync(buffer, cancellationToken));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rest.Dispose();
        }

        base.Dispose(disposing);
    }

    private int GiveHead(Span<byte> buffer)
    {
        var length = Math.Min(buffer.Length, head.Length - given);
        head.Span.Slice(given, length).CopyTo(buffer);
        given += length;
        return length;
    }

    private int Counted(int length)
    {
        Count += length;
        return length;
    }
}
