using PatternFunctions.Matching;

namespace PatternFunctions.Decisions;

/// <summary>How the message was matched.</summary>
public sealed record MatchedPattern
{
    public static MatchedPattern None { get; } = new() { Kind = MatchKind.None };

    /// <summary>In a pattern's very words.</summary>
    public static MatchedPattern Verbatim { get; } = new() { Kind = MatchKind.Signature, Similarity = 1, Margin = 1, Probability = 1 };

    public required MatchKind Kind { get; init; }

    /// <summary>0 to 1; 1 for a signature.</summary>
    public double Similarity { get; init; }

    /// <summary>How far the best other pattern is behind.</summary>
    public double Margin { get; init; }

    /// <summary>0 to 1: how probable it is that the message is the pattern's question; 1 for a signature.</summary>
    public double Probability { get; init; }

    /// <summary>What a match by similarity was decided by.</summary>
    public MatchHead? Head { get; init; }

    /// <summary>The fitted model that decided it; null before there is one.</summary>
    public long? Model { get; init; }
}
