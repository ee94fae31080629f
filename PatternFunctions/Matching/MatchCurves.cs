namespace PatternFunctions.Matching;

/// <summary>One curve a head.</summary>
public sealed record MatchCurves
{
    /// <summary>
    /// Before a business has labels of its own. Fitted on other businesses' questions, with a handicap on top:
    /// thresholds found elsewhere do not carry over, so these are for ordering and suggesting, not for automatic replies.
    /// </summary>
    public static MatchCurves Cautious { get; } = new()
    {
        Lexical = new MatchCurve { Intercept = -4.2, Similarity = 8, Margin = 8, Certainty = 0 },
        Similarity = new MatchCurve { Intercept = -7.2, Similarity = 9.5, Margin = 18, Certainty = 0 },
        Trained = new MatchCurve { Intercept = -3.8, Similarity = 5.4, Margin = 5, Certainty = 0.85 },
    };

    public required MatchCurve Lexical { get; init; }

    public required MatchCurve Similarity { get; init; }

    public required MatchCurve Trained { get; init; }

    public MatchCurve this[MatchHead head] => head switch
    {
        MatchHead.Lexical => Lexical,
        MatchHead.Similarity => Similarity,
        _ => Trained,
    };

    /// <summary>Each head's curve from the outcomes that it decided.</summary>
    public MatchCurves Refit(IReadOnlyCollection<MatchOutcome> outcomes) => new()
    {
        Lexical = MatchCurveFit.Fit(Lexical, outcomes.Where(outcome => outcome.Score.Head == MatchHead.Lexical)),
        Similarity = MatchCurveFit.Fit(Similarity, outcomes.Where(outcome => outcome.Score.Head == MatchHead.Similarity)),
        Trained = MatchCurveFit.Fit(Trained, outcomes.Where(outcome => outcome.Score.Head == MatchHead.Trained)),
    };
}
