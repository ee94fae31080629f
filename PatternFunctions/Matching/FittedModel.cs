namespace PatternFunctions.Matching;

/// <summary>What matching has learned from a business's wordings and labels.</summary>
/// <param name="Space">Where texts are compared.</param>
/// <param name="Head">Null if there is too little or too much to train one, or if the labels say that it does not help.</param>
/// <param name="Curves">Refitted on the labels.</param>
/// <param name="Records">One for each head that labels could be tried on.</param>
public sealed record FittedModel(SimilaritySpace Space, LinearHead? Head, MatchCurves Curves, IReadOnlyList<HeadRecord> Records)
{
    /// <summary>Of the head that most matches are decided by; null without labels.</summary>
    public HeadRecord? RecordInUse => Records.LastOrDefault(record => record.Head is not MatchHead.Trained || Head is not null);
}
