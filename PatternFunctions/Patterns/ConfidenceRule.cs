using PatternFunctions.Settings;

namespace PatternFunctions.Patterns;

/// <summary>How confidence moves. Exact decimals, always between 0 and 1.</summary>
public static class ConfidenceRule
{
    /// <summary>Where a new pattern starts.</summary>
    public const decimal Seed = 0.50m;

    public static ConfidenceChange Apply(decimal confidence, OperatorVerdict verdict, LearningConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return Move(confidence, verdict switch
        {
            OperatorVerdict.Approved => config.ConfidenceApproved,
            OperatorVerdict.Modified => config.ConfidenceModified,
            OperatorVerdict.Rejected => -config.ConfidenceRejected,
            _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
        });
    }

    /// <summary>Takes back what a verdict moved, as far as there is room for it by now.</summary>
    /// <param name="confidence">As of now.</param>
    /// <param name="moved">By the verdict.</param>
    public static ConfidenceChange Undo(decimal confidence, decimal moved) => Move(confidence, -moved);

    /// <remarks>The days come from <see cref="UnusedDays"/>.</remarks>
    public static ConfidenceChange Decay(decimal confidence, int days, LearningConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        return Move(confidence, -Math.Min(days * config.ConfidenceDecayDaily, Math.Max(0, confidence - config.ConfidenceDecayFloor)));
    }

    /// <summary>
    /// The full UTC days without use that no run has counted yet. The run of a day covers the day before it, so a run
    /// that comes late, or twice, or after missed days ends where punctual ones would have.
    /// </summary>
    /// <param name="today">The UTC day of this run.</param>
    /// <param name="lastRun">The UTC day of the last run, null before the first: then only yesterday is counted.</param>
    /// <param name="lastUsed">The UTC day of the pattern's last use, or of its creation.</param>
    public static int UnusedDays(DateOnly today, DateOnly? lastRun, DateOnly lastUsed)
    {
        var counted = (lastRun ?? today.AddDays(-1)).DayNumber;
        return Math.Max(0, today.DayNumber - Math.Max(counted, lastUsed.DayNumber + 1));
    }

    private static ConfidenceChange Move(decimal confidence, decimal step)
    {
        var moved = Math.Clamp(confidence + step, 0, 1);
        return new ConfidenceChange(moved, moved - confidence);
    }
}
