namespace PatternFunctions.Matching;

/// <summary>Learns from a business's wordings and labels: seconds for thousands of texts. The same texts in the same order give the same model.</summary>
public static class ModelFit
{
    /// <summary>So many texts must have been tried before a head is preferred to similarity.</summary>
    private const int FewestTried = 20;

    /// <summary>Probabilities are kept to four decimals, and never rounded up.</summary>
    private const double Precision = 1e4;

    /// <param name="texts">All that there is to learn from.</param>
    /// <param name="space">Fitted on these texts or, if the index need not be built anew, on earlier ones.</param>
    /// <param name="cancellationToken">Stops the fitting.</param>
    public static FittedModel Fit(TrainingTexts texts, SimilaritySpace space, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(space);
        var tried = CrossValidation.Run(texts, usesSpace: !space.IsPlain, cancellationToken);
        var asked = tried.Where(text => text.As is not TriedAs.Wording).ToArray();
        return new FittedModel(
            space,
            IsHeadBetter(tried) ? texts.TrainHead(space, cancellationToken) : null,
            MatchCurves.Cautious.Refit(Outcomes(asked)),
            [.. asked.GroupBy(text => text.Score.Head).OrderBy(group => group.Key).Select(group => RecordOf(group.Key, [.. group]))]);
    }

    private static bool IsHeadBetter(IReadOnlyList<TriedText> tried)
    {
        var (trained, similarity) = (tried.Where(text => text.Score.Head is MatchHead.Trained), tried.Where(text => text.Score.Head is MatchHead.Similarity));
        return trained.Count() >= FewestTried && trained.Count(text => text.IsRight) >= similarity.Count(text => text.IsRight);
    }

    /// <summary>Each fold is judged by curves fitted on the others.</summary>
    private static HeadRecord RecordOf(MatchHead head, TriedText[] asked)
    {
        var outcomes = asked.GroupBy(text => text.Fold).SelectMany(fold =>
        {
            var curve = MatchCurves.Cautious.Refit(Outcomes(asked.Where(text => text.Fold != fold.Key)))[head];
            return fold.Select(text => (Probability: Math.Floor(curve.Probability(text.Score) * Precision) / Precision, text.IsRight));
        }).OrderByDescending(outcome => outcome.Probability).ToLookup(outcome => outcome.IsRight, outcome => outcome.Probability);
        return new HeadRecord { Head = head, Right = [.. outcomes[true]], Wrong = [.. outcomes[false]] };
    }

    private static MatchOutcome[] Outcomes(IEnumerable<TriedText> texts) => [.. texts.Select(text => new MatchOutcome(text.Score, text.IsRight))];
}
