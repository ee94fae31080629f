namespace PatternFunctions.Matching;

/// <summary>What a trained head thinks of a text.</summary>
public sealed class HeadOpinion
{
    private readonly Dictionary<long, int> places;
    private readonly float[] logProbabilities;

    internal HeadOpinion(Dictionary<long, int> places, float[] logProbabilities)
    {
        this.places = places;
        this.logProbabilities = logProbabilities;
    }

    /// <returns>At most 0; negative infinity for a pattern that the head does not know.</returns>
    public double LogProbability(long patternId) =>
        places.TryGetValue(patternId, out var place) ? logProbabilities[place] : double.NegativeInfinity;
}
