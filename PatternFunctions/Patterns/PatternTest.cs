using PatternFunctions.Decisions;

namespace PatternFunctions.Patterns;

/// <summary>What a message would come to, were it a customer's in a conversation of its own.</summary>
public sealed record PatternTest
{
    public required string Normalised { get; init; }

    public required string Signature { get; init; }

    /// <summary>The most alike first, whether they match or not.</summary>
    public required IReadOnlyList<TestCandidate> Candidates { get; init; }

    /// <summary>0 to 1: how probable it is that the first of them is what is asked for.</summary>
    public required double BestProbability { get; init; }

    /// <summary>The reply that would be proposed or sent, without its suffix.</summary>
    public string? Reply { get; init; }

    public required IReadOnlyList<string> UnfilledVariables { get; init; }

    public required Decision Decision { get; init; }
}

/// <param name="Similarity">At most 1.</param>
public sealed record TestCandidate(long PatternId, string Question, string NearestWording, double Similarity, decimal ConfidenceScore);
