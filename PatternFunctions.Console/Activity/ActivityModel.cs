using PatternFunctions.WebConsole.Parts;

namespace PatternFunctions.WebConsole.Activity;

/// <summary>What was asked and what became of it, newest first.</summary>
public sealed record ActivityModel
{
    /// <summary>An outcome of its own: nothing was proposed, and nobody has answered.</summary>
    public const string Unanswered = "unanswered";

    public required IReadOnlyList<ActivityRow> Rows { get; init; }

    /// <summary>auto, suggest, queue or shadow; null for all.</summary>
    public string? Mode { get; init; }

    public string? Outcome { get; init; }

    public long? PatternId { get; init; }

    /// <summary>The address of the next page.</summary>
    public string? Next { get; init; }
}

public sealed record ActivityRow
{
    /// <summary>Of the decision.</summary>
    public required long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Customer { get; init; }

    public required long ConversationId { get; init; }

    public required string Question { get; init; }

    /// <summary>auto, suggest, queue or shadow.</summary>
    public required string Mode { get; init; }

    public required Fate Fate { get; init; }

    /// <summary>What the customer gets or got; then it does not matter any more why it had to wait.</summary>
    public string? Reply { get; init; }

    public string? Sentence { get; init; }

    public long? PatternId { get; init; }
}
