using PatternFunctions.Decisions;
using PatternFunctions.Matching;

namespace PatternFunctions.Insights;

/// <summary>A question, what the system would have done with it, and what a person really answered.</summary>
public sealed record ShadowCase
{
    public required string MessageId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Question { get; init; }

    public required ReplyAction Would { get; init; }

    public long? PatternId { get; init; }

    /// <summary>The matched pattern's own question.</summary>
    public string? Pattern { get; init; }

    public MatchKind Kind { get; init; }

    /// <summary>Of a match by similarity.</summary>
    public MatchScore? Score { get; init; }

    public double Probability { get; init; }

    /// <summary>The decision's: the pattern's confidence × the match probability.</summary>
    public double Confidence { get; init; }

    /// <summary>What it would have said; null without a match.</summary>
    public string? Reply { get; init; }

    /// <summary>What a person said; null if nobody answered.</summary>
    public string? Answer { get; init; }

    /// <summary>The reply says what the person said.</summary>
    public bool Agrees { get; init; }

    /// <summary>In the very same words.</summary>
    public bool IsSame => Reply is not null && Answer is not null && MessageNormaliser.Normalise(Reply) == MessageNormaliser.Normalise(Answer);

    /// <summary>There is a reply and an answer to compare.</summary>
    public bool IsJudged => Reply is not null && Answer is not null;

    /// <summary>It would have been sent, or offered to an operator.</summary>
    public bool IsAct => Would is not ReplyAction.Shadow && Reply is not null;
}
