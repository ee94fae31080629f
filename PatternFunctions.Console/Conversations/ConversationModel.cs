using PatternFunctions.WebConsole.Parts;

namespace PatternFunctions.WebConsole.Conversations;

public sealed record ConversationModel
{
    public required long Id { get; init; }

    public required string Customer { get; init; }

    /// <summary>As people write it; null in a group, if it is withheld, and once it is forgotten.</summary>
    public string? Phone { get; init; }

    /// <summary>Until then a person has it; null if nobody does now.</summary>
    public DateTimeOffset? HumanUntil { get; init; }

    public bool IsOptedOut { get; init; }

    /// <summary>The newest 200, oldest first.</summary>
    public required IReadOnlyList<Message> Messages { get; init; }

    /// <summary>The decision that somebody came to see.</summary>
    public long? QuestionId { get; init; }

    /// <summary>The question of it that waits for an operator.</summary>
    public long? WaitingId { get; init; }
}
