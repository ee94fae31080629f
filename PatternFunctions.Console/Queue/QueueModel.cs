using PatternFunctions.WebConsole.Parts;

namespace PatternFunctions.WebConsole.Queue;

/// <summary>What waits, and the one that is looked at.</summary>
public sealed record QueueModel
{
    public required IReadOnlyList<WaitingRow> Waiting { get; init; }

    /// <summary>More wait than are shown.</summary>
    public bool HasMore { get; init; }

    /// <summary>Questions of the last day for which nothing is proposed, and that nobody has answered; looked at where nothing waits.</summary>
    public int Unanswered { get; init; }

    public required IReadOnlyList<UnderWayRow> UnderWay { get; init; }

    /// <summary>Of the reply that was just approved.</summary>
    public ReplyNotice? Notice { get; init; }

    public QuestionDetail? Selected { get; init; }

    /// <summary>It was asked for, not just the first: on a phone it takes the place of the list.</summary>
    public bool IsChosen { get; init; }

    /// <summary>What an operator has typed and could not send.</summary>
    public string? Draft { get; init; }
}

public sealed record WaitingRow
{
    public required long Id { get; init; }

    public required string Customer { get; init; }

    public required string Question { get; init; }

    /// <summary>suggestion, approval or attention.</summary>
    public required string Kind { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>Other people who have it open.</summary>
    public IReadOnlyList<string> Viewers { get; init; } = [];
}

/// <summary>A reply that goes out soon, or is on its way.</summary>
/// <param name="Status">scheduled, sending or unknown.</param>
/// <param name="IsAutomatic">No person has approved it.</param>
/// <param name="IsMine">Whoever looks has approved it.</param>
public sealed record UnderWayRow(
    long Id, long ConversationId, string Customer, string Question, string Text, string Status, bool IsAutomatic, bool IsMine, DateTimeOffset DueAt);

public sealed record QuestionDetail
{
    public required long Id { get; init; }

    public required long ConversationId { get; init; }

    public required string Customer { get; init; }

    /// <summary>As people write it; null if it is withheld.</summary>
    public string? Phone { get; init; }

    /// <summary>suggestion, approval or attention.</summary>
    public required string Kind { get; init; }

    /// <summary>pending while it waits.</summary>
    public required string Status { get; init; }

    public string? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public string? FinalResponse { get; init; }

    /// <summary>Why it stands here at all, or why it was rejected.</summary>
    public string? Reason { get; init; }

    public required IReadOnlyList<Message> Thread { get; init; }

    public string? Proposed { get; init; }

    public IReadOnlyList<string> Unfilled { get; init; } = [];

    public long? PatternId { get; init; }

    public string? PatternQuestion { get; init; }

    public required DateTimeOffset Since { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public Explanation? Because { get; init; }

    public IReadOnlyList<string> Viewers { get; init; } = [];

    public bool IsWaiting => Status is "pending";

    public bool CanApprove => Proposed is not null && Unfilled.Count == 0;
}
