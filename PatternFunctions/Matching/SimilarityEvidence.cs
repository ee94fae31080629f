using PatternFunctions.Decisions;

namespace PatternFunctions.Matching;

/// <summary>What a business's own labels prove about replying by similarity.</summary>
/// <param name="Fired">How many matches had at least the probability asked for.</param>
/// <param name="Right">How many of them were right.</param>
public sealed record SimilarityEvidence(int Fired, int Right)
{
    /// <param name="outcomes">Probabilities as they were given at the time, before the labels were known: fitting and judging on the same labels flatters.</param>
    /// <param name="probability">Replies go out at this probability and above.</param>
    public static SimilarityEvidence At(IEnumerable<(double Probability, bool IsRight)> outcomes, double probability)
    {
        var fired = outcomes.Where(outcome => outcome.Probability >= probability).ToArray();
        return new SimilarityEvidence(fired.Length, fired.Count(outcome => outcome.IsRight));
    }

    /// <summary>The share that is right, as far as it is proven (one-sided 95 %).</summary>
    public double LowerBound => SuccessBound.Lower(Right, Fired);

    /// <summary>Whether similarity may open automatic replies: without labels never.</summary>
    public bool Opens(double required) => LowerBound >= required;
}
