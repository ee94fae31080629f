namespace PatternFunctions.Matching;

/// <summary>A match of which a person has said whether it was right. That none of the patterns was asked for counts as wrong.</summary>
public readonly record struct MatchOutcome(MatchScore Score, bool IsRight);
