namespace PatternFunctions.Conversations;

/// <summary>Who wrote a message.</summary>
public enum MessageSender
{
    Customer,

    /// <summary>A person of the business.</summary>
    Operator,

    /// <summary>This app, be it by itself or after an operator's approval.</summary>
    Automation,

    /// <summary>Another automation: OpenPhone's own, or a text that carries our suffix but no id of ours.</summary>
    System,
}

/// <summary>A message as it stands in the database after its event.</summary>
public sealed record RecordedMessage
{
    public required string MessageId { get; init; }

    public required MessageSender Sender { get; init; }

    public required bool IsNew { get; init; }

    public required bool IsProcessed { get; init; }

    /// <summary>The operator's message that this event makes worth a look by the learner: itself, or the next one after a late question.</summary>
    public string? ReplyToLearnFrom { get; init; }

    public DateTimeOffset ReplySentAt { get; init; }
}
