namespace PatternFunctions.Replies;

/// <summary>A text that is scheduled, being sent, or perhaps sent, as operators see it. Times are UTC.</summary>
public sealed record ReplyUnderWay
{
    public required long Id { get; init; }

    public required long ExecutionId { get; init; }

    public required long ConversationId { get; init; }

    public required string CustomerMessage { get; init; }

    /// <summary>auto, approved or modified.</summary>
    public required string Kind { get; init; }

    public required string Text { get; init; }

    /// <summary>scheduled, sending or unknown; cancelled, sent or failed when it is under way no longer.</summary>
    public required string Status { get; init; }

    public string? Reason { get; init; }

    /// <summary>Null for an automatic one.</summary>
    public string? ApprovedBy { get; init; }

    /// <summary>Until then it can be cancelled.</summary>
    public required DateTimeOffset DueAt { get; init; }
}
