namespace PatternFunctions.Benchmarks.Decay;

/// <summary>One night after another.</summary>
internal sealed class NightClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 3, 1, 0, 10, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Next() => now = now.AddDays(1);
}
