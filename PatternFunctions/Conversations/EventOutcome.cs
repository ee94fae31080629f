namespace PatternFunctions.Conversations;

/// <summary>What became of an event. The names are stored as counters.</summary>
public enum EventOutcome
{
    Stored,
    Duplicate,

    /// <summary>A type that we have no use for.</summary>
    Ignored,

    /// <summary>The app is disabled: nothing was kept.</summary>
    Disabled,

    /// <summary>Not understood: kept for a person.</summary>
    DeadLettered,
}
