namespace PatternFunctions.Decisions;

public enum MatchKind
{
    None,

    /// <summary>The same words as one of the pattern's confirmed wordings.</summary>
    Signature,

    /// <summary>Words like those of the pattern.</summary>
    Similarity,
}
