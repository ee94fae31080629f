using System.Collections.Concurrent;

namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <summary>What is to go wrong next, and what was tried.</summary>
internal sealed class SendFaults(TimeProvider clock) : IDisposable
{
    private readonly ConcurrentQueue<SendFault> next = [];
    private readonly ConcurrentQueue<SendAttempt> attempts = [];
    private readonly CancellationTokenSource lettingGo = new();

    public IReadOnlyList<SendAttempt> Attempts => [.. attempts];

    public void Add(IEnumerable<SendFault> faults)
    {
        foreach (var fault in faults)
        {
            next.Enqueue(fault);
        }
    }

    public SendFault? Take() => next.TryDequeue(out var fault) ? fault : null;

    public void Record(IReadOnlyList<string> to, string text, SendFault? fault, string? messageId) =>
        attempts.Enqueue(new SendAttempt(clock.GetUtcNow(), to, text, fault, messageId));

    /// <summary>Gives no answer until the caller has gone, or the simulator ends.</summary>
    public async Task KeepWaitingAsync(CancellationToken callerGone)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(callerGone, lettingGo.Token);
        await Task.Delay(Timeout.InfiniteTimeSpan, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void LetGo() => lettingGo.Cancel();

    public void Dispose() => lettingGo.Dispose();
}
