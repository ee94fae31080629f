using System.Numerics.Tensors;

namespace PatternFunctions.Matching;

/// <summary>What a trained head thinks of a text.</summary>
public sealed class HeadOpinion
{
    private readonly Dictionary<long, int> places;
    private readonly float[] logProbabilities;

    private HeadOpinion(Dictionary<long, int> places, float[] logProbabilities)
    {
        this.places = places;
        this.logProbabilities = logProbabilities;
    }

    /// <param name="places">Where each pattern's score stands.</param>
    /// <param name="scores">Of all classes; become their log probabilities.</param>
    internal static HeadOpinion Of(Dictionary<long, int> places, float[] scores)
    {
        var largest = TensorPrimitives.Max<float>(scores);
        TensorPrimitives.Subtract(scores, largest, scores);
        var exponentials = new float[scores.Length];
        TensorPrimitives.Exp<float>(scores, exponentials);
        TensorPrimitives.Subtract(scores, MathF.Log(TensorPrimitives.Sum<float>(exponentials)), scores);
        return new HeadOpinion(places, scores);
    }

    /// <returns>At most 0; negative infinity for a pattern that the head does not know.</returns>
    public double LogProbability(long patternId) =>
        places.TryGetValue(patternId, out var place) ? logProbabilities[place] : double.NegativeInfinity;

    /// <returns>What it would think if there were no such pattern: the others' probabilities, adding up to 1.</returns>
    internal HeadOpinion Without(long? patternId)
    {
        if (patternId is not { } id || !places.TryGetValue(id, out var place))
        {
            return this;
        }

        var others = logProbabilities.ToArray();
        others[place] = float.NegativeInfinity;
        return Of(places, others);
    }
}
