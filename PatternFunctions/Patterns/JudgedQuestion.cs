namespace PatternFunctions.Patterns;

/// <summary>A customer's question and all that people have let know of what it was about.</summary>
public sealed record JudgedQuestion
{
    public required long ExecutionId { get; init; }

    public required string Text { get; init; }

    /// <summary>The pattern that was matched, if any.</summary>
    public long? PatternId { get; init; }

    /// <summary>Of the execution.</summary>
    public required string Outcome { get; init; }

    /// <summary>0 to 1: how much the operator left of the words that were proposed; null if nothing was modified.</summary>
    public double? Kept { get; init; }

    /// <summary>Whether a person who answered by hand said the same; null if nobody has.</summary>
    public bool? HumanAgrees { get; init; }

    /// <summary>0 to 1.</summary>
    public double? HumanSimilarity { get; init; }

    /// <summary>Of the learning example that the question became: status and pattern.</summary>
    public string? LearnedStatus { get; init; }

    public long? LearnedPatternId { get; init; }

    /// <summary>The pattern that now has these very words among its wordings.</summary>
    public long? WordingOf { get; init; }

    /// <summary>The encoder's; null until the question has been encoded.</summary>
    public float[]? Vector { get; init; }
}
