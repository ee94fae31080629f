namespace PatternFunctions.Matching;

/// <summary>Index, trained head and curves put together. Safe for many threads; to change head or curves, make a new one on the same index.</summary>
/// <param name="index">Is current at every moment.</param>
/// <param name="head">Of the last training, on the index's space; null if there was none.</param>
/// <param name="curves">Which turn scores into probabilities.</param>
public sealed class TextMatcher(SimilarityIndex index, LinearHead? head, MatchCurves curves)
{
    /// <summary>What similarity weighs beside the head's log probability (measured; 4 to 12 are nearly alike).</summary>
    private const double SimilarityWeight = 7;

    /// <summary>So many of the most alike patterns the head must know, or it is out of date for this text.</summary>
    private const int MustBeKnown = 5;

    /// <param name="text">As the customer wrote it.</param>
    /// <param name="vector">The encoder's for the text; null without an encoder.</param>
    /// <param name="count">How many candidates at most.</param>
    public TextMatch Match(string text, float[]? vector, int count) => Match(text, vector, count, without: null);

    // without: a pattern that is left out, as if there were none.
    internal TextMatch Match(string text, float[]? vector, int count, long? without)
    {
        var hasMeaning = vector is not null && vector.AsSpan().ContainsAnyExcept(0f);
        var alike = index.Find(text, vector, SimilarityIndex.MostCandidates);
        if (without is not null)
        {
            alike = [.. alike.Where(candidate => candidate.PatternId != without)];
        }

        if (alike.Count == 0)
        {
            return TextMatch.None;
        }

        var opinion = head is not null && hasMeaning && alike.Take(MustBeKnown).All(candidate => head.Knows(candidate.PatternId))
            ? head.Judge(text, vector).Without(without)
            : null;
        var ranked = opinion is null ? alike : [.. alike
            .OrderByDescending(candidate => opinion.LogProbability(candidate.PatternId) + (SimilarityWeight * candidate.Similarity))
            .ThenBy(candidate => candidate.PatternId)];
        var best = ranked[0];
        var other = alike.FirstOrDefault(candidate => candidate.PatternId != best.PatternId);
        var score = new MatchScore(
            opinion is not null ? MatchHead.Trained : hasMeaning ? MatchHead.Similarity : MatchHead.Lexical,
            best.Similarity,
            best.Similarity - (other?.Similarity ?? 0),
            opinion?.LogProbability(best.PatternId) ?? 0);
        return new TextMatch([.. ranked.Take(count)], score, curves[score.Head].Probability(score));
    }
}
