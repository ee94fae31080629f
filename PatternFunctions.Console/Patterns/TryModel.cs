using PatternFunctions.WebConsole.Parts;

namespace PatternFunctions.WebConsole.Patterns;

/// <summary>A message that nobody has written, and what would come of it.</summary>
public sealed record TryModel(string Message, string CustomerName, TryResult? Result);

public sealed record TryResult
{
    /// <summary>auto, suggest, queue or shadow.</summary>
    public required string Would { get; init; }

    public required Explanation Because { get; init; }

    public long? PatternId { get; init; }

    public string? Reply { get; init; }

    public required string Normalised { get; init; }

    public required IReadOnlyList<TryCandidate> Candidates { get; init; }
}

public sealed record TryCandidate(long PatternId, string Question, string NearestWording, double Similarity, double Confidence);
