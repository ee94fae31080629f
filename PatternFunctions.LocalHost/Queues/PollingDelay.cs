namespace PatternFunctions.LocalHost.Queues;

/// <summary>The pause before an empty queue is asked again: 100 ms after work, then about twice as long each time, up to a maximum.</summary>
internal sealed class PollingDelay(TimeSpan longest, Random random)
{
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private int exponent;

    public void Reset() => exponent = 0;

    public TimeSpan Next()
    {
        // Some randomness, so that many instances do not ask in step.
        var factor = exponent == 0 ? 1 : 1 + ((0.8 + (0.4 * random.NextDouble())) * Math.Pow(2, exponent - 1));
        var delay = Shortest * factor;
        if (delay >= longest)
        {
            return longest;
        }

        exponent++;
        return delay;
    }
}
