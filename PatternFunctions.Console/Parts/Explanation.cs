namespace PatternFunctions.WebConsole.Parts;

/// <summary>Why something was decided as it was.</summary>
public sealed record Explanation
{
    public required string Sentence { get; init; }

    /// <summary>signature, similarity or none.</summary>
    public required string MatchKind { get; init; }

    /// <summary>The pattern's confidence × the match probability.</summary>
    public decimal DecisionConfidence { get; init; }

    /// <summary>The pattern's at that time; null if none matched.</summary>
    public decimal? Confidence { get; init; }

    public double MatchProbability { get; init; }

    public double Similarity { get; init; }

    public double Margin { get; init; }

    public IReadOnlyList<GateRow> Gates { get; init; } = [];

    public bool IsMatched => MatchKind is not "none";
}

/// <param name="Sentence">The condition with its value.</param>
public sealed record GateRow(bool IsOpen, string Sentence);
