using System.Diagnostics;
using System.Threading.Channels;

namespace PatternFunctions.Storage;

public static class Gathering
{
    /// <summary>As many as a queue's function has in hand at once.</summary>
    public const int Most = 24;

    /// <summary>While one waits for the database, or the database for it, another goes on.</summary>
    public const int Lines = 2;

    /// <summary>Within a transaction: who waits for a lock fails soon.</summary>
    public const string Impatiently = "SET LOCAL lock_timeout = '200ms'";
}

/// <summary>
/// Does together what came while all lines were busy, so that much that comes at once shares one transaction, and what comes
/// alone waits for nobody. What fails together is done again, each by itself: nobody fails for somebody else.
/// </summary>
/// <param name="together">Must not wait long for anything: what comes after waits for it. Gives a result for each, in their order.</param>
/// <param name="alone">May wait.</param>
public sealed class Gathering<TItem, TResult>(
    int most, int lines, Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> together, Func<TItem, Task<TResult>> alone)
{
    private readonly Channel<Waiting> waiting = Channel.CreateUnbounded<Waiting>();
    private int started;

    /// <param name="cancellationToken">Gives up waiting; what has been begun is done all the same.</param>
    public Task<TResult> DoAsync(TItem item, CancellationToken cancellationToken)
    {
        var mine = new Waiting(item);
        waiting.Writer.TryWrite(mine);
        if (Interlocked.Exchange(ref started, 1) == 0)
        {
            // It goes on for all who come, and belongs to none of them.
            using (ExecutionContext.SuppressFlow())
            {
                for (var line = 0; line < lines; line++)
                {
                    _ = Task.Run(RunAsync, CancellationToken.None);
                }
            }
        }

        return mine.Done.Task.WaitAsync(cancellationToken);
    }

    private async Task RunAsync()
    {
        List<Waiting> batch = [];
        while (await waiting.Reader.WaitToReadAsync())
        {
            while (batch.Count < most && waiting.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            await RunAsync([.. batch]);
            batch.Clear();
        }
    }

    private async Task RunAsync(Waiting[] batch)
    {
        // In the trace of one of them.
        Activity.Current = batch[0].Span;
        var work = together([.. batch.Select(one => one.Item)]);
        await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var (index, one) in batch.Index())
        {
            if (work.IsCompletedSuccessfully)
            {
                one.Done.SetResult(work.Result[index]);
            }
            else
            {
                _ = RunAloneAsync(one);
            }
        }
    }

    private async Task RunAloneAsync(Waiting one)
    {
        Activity.Current = one.Span;
        var work = alone(one.Item);
        await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        one.Done.SetFromTask(work);
    }

    private sealed record Waiting(TItem Item)
    {
        public Activity? Span { get; } = Activity.Current;

        public TaskCompletionSource<TResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
