namespace PatternFunctions.Decisions;

/// <summary>What becomes of a question and why; the <c>reasons</c> column, as JSON.</summary>
public sealed record Decision
{
    public required ReplyAction Action { get; init; }

    /// <summary>What it would be without shadow mode, or were the system switched on; else the same as <see cref="Action"/>.</summary>
    public required ReplyAction Would { get; init; }

    /// <summary>The entry to make for operators, if any.</summary>
    public required QueueEntryKind? Entry { get; init; }

    /// <summary>The pattern's reply is proposed, not just a person called.</summary>
    public required bool ProposesReply { get; init; }

    /// <summary>Operators are told at once.</summary>
    public required bool EscalateToOperator { get; init; }

    /// <summary>What calls for a person, in snake_case.</summary>
    public required IReadOnlyList<string> Escalations { get; init; }

    /// <summary>The pattern's confidence × the match probability.</summary>
    public required decimal Confidence { get; init; }

    public required MatchedPattern Match { get; init; }

    public required long? PatternId { get; init; }

    public required int? PatternVersion { get; init; }

    public required IReadOnlyList<Gate> Gates { get; init; }

    /// <summary>The whole in one sentence for people.</summary>
    public required string Sentence { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }
}
