namespace PatternFunctions.Insights;

/// <summary>What the system would have done, beside what people did: the ground on which an owner decides whether to switch it on. Times are UTC.</summary>
public sealed record ShadowReport
{
    /// <summary>history (an import, replayed) or live (what was decided in shadow mode, and beside operators).</summary>
    public required string Source { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? Until { get; init; }

    /// <summary>Answered questions before these, from which it learned; 0 for live traffic.</summary>
    public required int LearnedFrom { get; init; }

    public required int Questions { get; init; }

    /// <summary>What it comes to, for people.</summary>
    public required IReadOnlyList<string> Findings { get; init; }

    /// <summary>auto, suggest, queue, shadow.</summary>
    public required IReadOnlyList<ShadowTier> Tiers { get; init; }

    /// <summary>The same by how the question was matched: signature, similarity.</summary>
    public required IReadOnlyList<ShadowTier> Matches { get; init; }

    public required IReadOnlyList<ShadowPattern> Patterns { get; init; }

    /// <summary>The ten that would have said what people said most often.</summary>
    public required IReadOnlyList<ShadowPattern> MostValuable { get; init; }

    /// <summary>What thresholds of the decision's confidence would give which coverage at which risk.</summary>
    public required IReadOnlyList<ShadowThreshold> Curve { get; init; }

    public required ShadowGuarantee Guarantee { get; init; }

    /// <summary>Null with fewer than 100 judged matches by similarity.</summary>
    public ShadowCalibration? Calibration { get; init; }

    /// <summary>The ten surest replies with which people did not agree.</summary>
    public required IReadOnlyList<ShadowExample> WorstDisagreements { get; init; }

    /// <summary>Evenly over the time, for a person to judge whether agreement is found rightly.</summary>
    public required IReadOnlyList<ShadowExample> Sample { get; init; }
}

/// <param name="Name">Of the tier or the kind of match.</param>
/// <param name="Share">Of all questions.</param>
/// <param name="Judged">Those with a reply of the system's and an answer of a person's.</param>
/// <param name="Same">In the very same words.</param>
/// <param name="Agreed">Saying the same.</param>
/// <param name="Precision">Agreed of judged; null without any. With the bounds of its 95 % interval (Clopper–Pearson).</param>
public sealed record ShadowTier(string Name, int Questions, double Share, int Judged, int Same, int Agreed, double? Precision, double Lower, double Upper);

/// <param name="Pattern">Of the database for live traffic; of the replay alone for a history.</param>
/// <param name="Uses">How often it would have been sent or offered.</param>
public sealed record ShadowPattern(long Pattern, string Question, int Uses, int Judged, int Agreed, double? Precision, double Lower, double Upper);

/// <param name="Threshold">Of the decision's confidence, 0 to 1.</param>
/// <param name="Coverage">The share of all judged and unmatched questions that would have been answered.</param>
/// <param name="Risk">The share of those that was wrong.</param>
/// <param name="RiskUpperBound">With 95 % confidence no more than this is wrong.</param>
public sealed record ShadowThreshold(double Threshold, int Fired, int Wrong, double Coverage, double Risk, double RiskUpperBound);

/// <param name="Risk">The share of wrong automatic replies that is tolerated.</param>
/// <param name="Threshold">From which it is kept with 95 % confidence; null: nothing proves it yet, and it stays shut.</param>
public sealed record ShadowGuarantee(double Risk, double? Threshold, int Fired, int Wrong, double? RiskUpperBound);

/// <param name="Outcomes">Matches by similarity that were judged: the earlier half fits the curve, the later one tests it.</param>
/// <param name="DefaultError">Expected calibration error of the curve that is in use.</param>
/// <param name="FittedError">And of the one fitted on the business's own outcomes.</param>
public sealed record ShadowCalibration(int Outcomes, double DefaultError, double FittedError, IReadOnlyList<ShadowBin> Bins);

/// <param name="Default">Mean probability by the curve that is in use.</param>
/// <param name="Fitted">By the fitted one.</param>
/// <param name="Right">The share that was right.</param>
public sealed record ShadowBin(int Count, double Default, double Fitted, double Right);

public sealed record ShadowExample(DateTimeOffset At, string Question, string Reply, string Answer, string Would, double Confidence, bool Agrees);
