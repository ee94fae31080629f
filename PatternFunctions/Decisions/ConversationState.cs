using PatternFunctions.Conversations;

namespace PatternFunctions.Decisions;

/// <summary>
/// What a decision needs to know of the conversation at this moment. When it is asked for again at sending time, the
/// reply that is about to go is not among the counts, and not the answer meant by <see cref="AnsweredAutomatically"/>.
/// </summary>
public sealed record ConversationState
{
    /// <summary>Until then a person has the conversation.</summary>
    public DateTimeOffset? HumanUntil { get; init; }

    public bool OptedOut { get; init; }

    /// <summary>What the question itself asks for as to texts in general.</summary>
    public OptOutRequest Request { get; init; }

    /// <summary>When the last text of the question was sent; null for now.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    public bool IsGroup { get; init; }

    public bool HasMedia { get; init; }

    /// <summary>Whether the question has any words.</summary>
    public bool HasText { get; init; } = true;

    /// <summary>The number is withheld, or is no number that a text can go to.</summary>
    public bool AnonymousSender { get; init; }

    /// <summary>In this conversation.</summary>
    public int AutomaticRepliesLastHour { get; init; }

    /// <summary>In all conversations.</summary>
    public int AutomaticRepliesLastHourOverall { get; init; }

    public IReadOnlyList<EscalationKind> Escalations { get; init; } = [];

    /// <summary>The entry of <c>never_auto_topics</c> that the question's words name, if any.</summary>
    public string? NeverAutoTopic { get; init; }

    /// <summary>The question looks like a machine's.</summary>
    public bool AutomatedSender { get; init; }

    /// <summary>The clock at the customer's place.</summary>
    public required TimeOnly LocalTime { get; init; }

    /// <summary>The customer may still be writing, or has written more since.</summary>
    public bool NewerCustomerMessage { get; init; }

    /// <summary>A person, or a reply that a person approved, has answered since the question's last text.</summary>
    public bool Answered { get; init; }

    /// <summary>This very question has had an automatic reply.</summary>
    public bool AnsweredAutomatically { get; init; }

    /// <summary>The question before this one was matched with less confidence than <c>queue_threshold</c>, too.</summary>
    public bool PreviousLowConfidence { get; init; }
}
