using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace PatternFunctions.Imports;

internal static class ReadAhead
{
    /// <summary>While somebody works on one item, the next is made ready.</summary>
    public static async IAsyncEnumerable<T> AheadAsync<T>(this IAsyncEnumerable<T> source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var channel = Channel.CreateBounded<T>(1);
        var reading = ReadAsync(source, channel.Writer, stop.Token);
        try
        {
            await foreach (var item in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return item;
            }

            await reading;
        }
        finally
        {
            // Whoever looks at the items no more must not leave a reader behind.
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task ReadAsync<T>(IAsyncEnumerable<T> source, ChannelWriter<T> items, CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            await foreach (var item in source.WithCancellation(cancellationToken))
            {
                await items.WriteAsync(item, cancellationToken);
            }
        }
        finally
        {
            items.Complete();
        }
    }
}
