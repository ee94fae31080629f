namespace PatternFunctions.OpenPhone;

public enum CallEventKind
{
    /// <summary>Ringing, completed, recorded and the like: no words.</summary>
    Other,
    Summary,
    Transcript,
}

public sealed record CallEvent : ConversationEvent
{
    /// <summary>AC…</summary>
    public required string CallId { get; init; }

    public required CallEventKind Kind { get; init; }

    /// <summary>One line for each point, or for each turn of a transcript ("speaker: words"). Null while there is none.</summary>
    public string? Text { get; init; }

    /// <summary>E.164, both sides. Often empty: v4 summaries name nobody, so look the call up by its id.</summary>
    public required IReadOnlyList<string> Participants { get; init; }

    public string? PhoneNumberId { get; init; }

    public string? ConversationId { get; init; }
}
