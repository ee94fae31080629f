using PatternFunctions.Patterns;
using PatternFunctions.Settings;

namespace PatternFunctions.Decisions;

/// <summary>Everything that a decision depends on.</summary>
public sealed record DecisionInput
{
    public required MatchedPattern Match { get; init; }

    /// <summary>Null when nothing matched.</summary>
    public PatternSnapshot? Pattern { get; init; }

    public required LearningConfig Config { get; init; }

    public required ConversationState Conversation { get; init; }

    /// <summary>The template's variables that have neither value nor fallback.</summary>
    public IReadOnlyList<string> UnfilledVariables { get; init; } = [];

    /// <summary>0 to 1: the share of right matches by similarity that the business's own labels prove; see <see cref="SimilarityTrust"/>.</summary>
    public double SimilarityProved { get; init; }

    public required DateTimeOffset Now { get; init; }

    public bool IsMatched => Match.Kind is not MatchKind.None && Pattern is not null;

    /// <summary>0 to 1; a signature's match is certain, whatever the match says.</summary>
    public decimal MatchProbability => !IsMatched ? 0 : Match.Kind is MatchKind.Signature ? 1 : ToDecimal(Match.Probability);

    /// <summary>The pattern's confidence × the match probability; 0 without a match.</summary>
    public decimal Confidence => IsMatched ? Math.Clamp(Pattern!.Confidence, 0, 1) * MatchProbability : 0;

    private static decimal ToDecimal(double value) => double.IsNaN(value) ? 0 : (decimal)Math.Clamp(value, 0, 1);
}
