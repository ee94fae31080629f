namespace PatternFunctions.Playground;

/// <summary>The real clock, some time ahead or behind: a day at the club need not take a day.</summary>
public sealed class SimulatedClock : TimeProvider
{
    private long offsetTicks;

    /// <param name="start">What the clock shows now; UTC.</param>
    public SimulatedClock(DateTimeOffset start) => offsetTicks = (start - System.GetUtcNow()).Ticks;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref offsetTicks));

    public void Advance(TimeSpan time) => Interlocked.Add(ref offsetTicks, time.Ticks);
}
