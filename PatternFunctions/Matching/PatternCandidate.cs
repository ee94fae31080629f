namespace PatternFunctions.Matching;

/// <summary>A pattern that a text may be asking for.</summary>
/// <param name="PatternId">The pattern.</param>
/// <param name="Similarity">At most 1, which the text of a lone wording has; below 0 is unlike.</param>
/// <param name="NearestWording">Of all the pattern's wordings the one most like the text.</param>
public sealed record PatternCandidate(long PatternId, double Similarity, string NearestWording);
