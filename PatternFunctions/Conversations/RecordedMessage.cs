using PatternFunctions.OpenPhone;
using PatternFunctions.Settings;

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

    /// <summary>
    /// The operator's messages that are worth a look by the learner: itself; and its neighbours, which may answer
    /// something else now that this message has come between, or late.
    /// </summary>
    public required IReadOnlyList<PlacedReply> RepliesToLearnFrom { get; init; }

    /// <summary>The settings by which it was stored.</summary>
    public required LearningConfig Config { get; init; }

    /// <summary>The text of ours that this event reports as failed.</summary>
    public long? ReplyThatFailed { get; init; }
}

/// <param name="WasAnsweredAutomatically">The conversation has automatic replies, of whatever time and state.</param>
internal sealed record PlacedMessage(MessageEvent Event, long ConversationId, MessageSender Sender, bool WasAnsweredAutomatically);

public sealed record PlacedReply(string MessageId, DateTimeOffset SentAt);
