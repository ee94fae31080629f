namespace PatternFunctions.Matching;

/// <summary>What a similarity match was decided by. Each has a curve of its own.</summary>
public enum MatchHead
{
    /// <summary>N-grams alone: there is no encoder, or it makes nothing of the text.</summary>
    Lexical,

    /// <summary>Meaning and n-grams, without training.</summary>
    Similarity,

    /// <summary>The trained head, together with similarity.</summary>
    Trained,
}
