namespace PatternFunctions.Matching;

/// <summary>All that a match probability is computed from.</summary>
/// <param name="Head">What decided.</param>
/// <param name="Similarity">Of the best pattern.</param>
/// <param name="Margin">The best pattern's similarity less the best other one's; negative where the trained head preferred another. All of it if there is no other.</param>
/// <param name="LogProbability">What the trained head gives the best pattern; 0 without one.</param>
public readonly record struct MatchScore(MatchHead Head, double Similarity, double Margin, double LogProbability);
