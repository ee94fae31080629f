using System.Diagnostics;

namespace PatternFunctions.Benchmarks.Pipeline;

/// <summary>
/// The rate of so many that pass when others went before and others follow: who has rested looks into its queues only every
/// other second, which says nothing of how much gets through.
/// </summary>
internal sealed class SteadyFlow(int count)
{
    /// <summary>Each removal costs Azurite more, the more messages wait: whoever fell behind would fall behind further.</summary>
    private const int UnderWay = 256;

    /// <summary>By then nobody rests any more, not even behind the second queue.</summary>
    private const int Before = 2 * UnderWay;

    private readonly Lock gate = new();
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int arrived;
    private (int Arrived, long At)? first;
    private (int Arrived, long At)? last;

    public int Total => Before + count + UnderWay;

    /// <summary>Each waits for its place; an arrival makes one.</summary>
    public SemaphoreSlim Room { get; } = new(UnderWay);

    public Task Over => over.Task;

    /// <summary>A second.</summary>
    public double Rate => (last!.Value.Arrived - first!.Value.Arrived) / Stopwatch.GetElapsedTime(first.Value.At, last.Value.At).TotalSeconds;

    /// <param name="now">So many in all.</param>
    public void Arrived(int now)
    {
        lock (gate)
        {
            if (now > arrived)
            {
                Room.Release(now - arrived);
                arrived = now;
                first ??= now >= Before ? (now, Stopwatch.GetTimestamp()) : null;
                last ??= now >= Before + count ? (now, Stopwatch.GetTimestamp()) : null;
                if (now >= Total)
                {
                    over.TrySetResult();
                }
            }
        }
    }
}
