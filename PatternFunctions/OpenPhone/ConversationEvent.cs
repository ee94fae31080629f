namespace PatternFunctions.OpenPhone;

/// <summary>What OpenPhone told us, whichever of its payload formats brought it.</summary>
public abstract record ConversationEvent
{
    /// <summary>EV…; the same in every retry and at every endpoint that is told of the event.</summary>
    public required string EventId { get; init; }

    /// <summary>As sent, such as message.received or callSummary.</summary>
    public required string Type { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    // Sealed, so that no derived record prints names, numbers or texts into a log.
    public sealed override string ToString() => $"{GetType().Name} {EventId}";
}
