namespace PatternFunctions.Playground;

/// <summary>The real clock, some time ahead or behind, or standing still: a day at the club need not take a day.</summary>
public sealed class SimulatedClock : TimeProvider
{
    private readonly Lock gate = new();
    private TimeSpan offset;
    private DateTimeOffset? stoppedAt;

    /// <param name="start">What the clock shows now; UTC.</param>
    public SimulatedClock(DateTimeOffset start) => offset = start - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return stoppedAt ?? System.GetUtcNow() + offset;
        }
    }

    public void Advance(TimeSpan time)
    {
        lock (gate)
        {
            stoppedAt += time;
            offset += time;
        }
    }

    /// <summary>Never goes back.</summary>
    public void AdvanceTo(DateTimeOffset time)
    {
        lock (gate)
        {
            var ahead = time - GetUtcNow();
            if (ahead > TimeSpan.Zero)
            {
                Advance(ahead);
            }
        }
    }

    /// <summary>Lets no time pass of itself, so that the same script happens at the same times on a slow machine, too.</summary>
    public void Stop()
    {
        lock (gate)
        {
            stoppedAt = GetUtcNow();
        }
    }

    public void Start()
    {
        lock (gate)
        {
            offset = GetUtcNow() - System.GetUtcNow();
            stoppedAt = null;
        }
    }
}
