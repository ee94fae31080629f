namespace PatternFunctions.Matching;

/// <summary>
/// Turns a score into the probability that the match is right: a logistic curve that rises (or stays level) with
/// similarity, margin and the trained head's certainty.
/// </summary>
public sealed record MatchCurve
{
    public required double Intercept { get; init; }

    public required double Similarity { get; init; }

    public required double Margin { get; init; }

    /// <summary>Of the trained head's log odds; 0 for the other heads.</summary>
    public required double Certainty { get; init; }

    public double Probability(MatchScore score)
    {
        var features = Features(score);
        return 1 / (1 + Math.Exp(-(Intercept + (Similarity * features[1]) + (Margin * features[2]) + (Certainty * features[3]))));
    }

    /// <summary>The intercept's 1, similarity, margin, log odds.</summary>
    internal static double[] Features(MatchScore score)
    {
        // Log odds beyond ±10 are the softmax's overconfidence, not evidence.
        var probability = Math.Exp(score.LogProbability);
        var logOdds = score.Head == MatchHead.Trained ? Math.Clamp(score.LogProbability - Math.Log(Math.Max(1 - probability, 1e-12)), -10, 10) : 0;
        return [1, score.Similarity, score.Margin, logOdds];
    }

    internal double[] Weights => [Intercept, Similarity, Margin, Certainty];

    internal static MatchCurve From(double[] weights) =>
        new() { Intercept = weights[0], Similarity = weights[1], Margin = weights[2], Certainty = weights[3] };
}
