namespace PatternFunctions.WebConsole.Queue;

/// <summary>What becomes of a reply that was just approved.</summary>
public sealed record ReplyNotice
{
    /// <summary>As people know them.</summary>
    public required string Customer { get; init; }

    /// <summary>scheduled, sending, unknown, sent, failed, cancelled or taken_back.</summary>
    public required string Status { get; init; }

    /// <summary>In an operator's own words.</summary>
    public bool IsEdited { get; init; }

    public DateTimeOffset? At { get; init; }

    /// <summary>Why it was not sent, if that is known.</summary>
    public string? Sentence { get; init; }

    public bool IsLost => Status is "failed" or "cancelled";
}
