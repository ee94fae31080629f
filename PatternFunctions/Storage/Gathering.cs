using System.Diagnostics;
using System.Threading.Channels;
using Npgsql;

namespace PatternFunctions.Storage;

public static partial class Gathering
{
    /// <summary>As many as a queue's function has in hand at once.</summary>
    public const int Most = 24;

    /// <summary>While one waits for the database, or the database for it, another goes on.</summary>
    public const int Lines = 2;

    /// <summary>Within a transaction: who waits for a lock fails soon.</summary>
    public const string Impatiently = "SET LOCAL lock_timeout = '200ms'";

    /// <summary>By its kind alone: what a database says of a failure may quote a text.</summary>
    internal static void LogFailed(ILogger logger, int count, Exception? failure) =>
        LogFailed(logger, count, failure is PostgresException refused ? refused.SqlState : failure?.GetType().Name);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} at once could not be done together ({Failure}); each is done by itself.")]
    private static partial void LogFailed(ILogger logger, int count, string? failure);
}

/// <summary>
/// Does together what came while all lines were busy, so that much that comes at once shares one transaction, and what comes
/// alone waits for nobody. What fails together is done again, each by itself: nobody fails for somebody else.
/// </summary>
/// <param name="together">
/// Must not wait long for anything: what comes after waits for it. Gives a result for each, in their order; null for what it leaves
/// to be done by itself.
/// </param>
/// <param name="alone">May wait.</param>
public sealed class Gathering<TItem, TResult>(
    int most, int lines, Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult?>>> together, Func<TItem, Task<TResult?>> alone, ILogger logger)
    where TResult : class
{
    private readonly Channel<Waiting> waiting = Channel.CreateUnbounded<Waiting>();
    private int started;

    /// <param name="cancellationToken">Gives up waiting; what has been begun is done all the same.</param>
    public Task<TResult?> DoAsync(TItem item, CancellationToken cancellationToken)
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

            // Another line may have taken them all.
            if (batch.Count > 0)
            {
                await RunAsync([.. batch]);
                batch.Clear();
            }
        }
    }

    private async Task RunAsync(Waiting[] batch)
    {
        // In the trace of one of them.
        Activity.Current = batch[0].Span;
        var results = await TryTogetherAsync(batch);
        foreach (var (index, one) in batch.Index())
        {
            if (results?[index] is { } result)
            {
                one.Done.SetResult(result);
            }
            else
            {
                _ = RunAloneAsync(one);
            }
        }
    }

    /// <returns>Null if it failed.</returns>
    private async Task<IReadOnlyList<TResult?>?> TryTogetherAsync(Waiting[] batch)
    {
        try
        {
            var results = await together([.. batch.Select(one => one.Item)]);
            return results.Count == batch.Length ? results : throw new InvalidOperationException("Not a result for each.");
        }
        catch (Exception failure)
        {
            // Whoever fails by itself, too, hears of it.
            Gathering.LogFailed(logger, batch.Length, failure);
            return null;
        }
    }

    private async Task RunAloneAsync(Waiting one)
    {
        Activity.Current = one.Span;
        try
        {
            one.Done.SetResult(await alone(one.Item));
        }
        catch (Exception failure)
        {
            one.Done.SetException(failure);
        }
    }

    private sealed record Waiting(TItem Item)
    {
        public Activity? Span { get; } = Activity.Current;

        public TaskCompletionSource<TResult?> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
