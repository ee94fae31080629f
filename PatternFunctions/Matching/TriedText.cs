namespace PatternFunctions.Matching;

/// <summary>A text with a known answer, matched by what was built without it.</summary>
/// <param name="Fold">Of the cross-validation.</param>
/// <param name="As">What it stands for.</param>
/// <param name="Score">Of the best pattern.</param>
/// <param name="IsRight">The best pattern is the one asked for.</param>
internal readonly record struct TriedText(int Fold, TriedAs As, MatchScore Score, bool IsRight);
