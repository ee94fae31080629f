namespace PatternFunctions.Matching;

/// <summary>What a text probably asks for.</summary>
/// <param name="Candidates">The best first; empty if nothing is alike at all.</param>
/// <param name="Score">Of the best candidate; null without one.</param>
/// <param name="Probability">0 to 1: that the best candidate is what the text asks for.</param>
public sealed record TextMatch(IReadOnlyList<PatternCandidate> Candidates, MatchScore? Score, double Probability)
{
    public static TextMatch None { get; } = new([], null, 0);

    /// <summary>The fitted model that decided it; null before there is one.</summary>
    public long? Model { get; init; }
}
