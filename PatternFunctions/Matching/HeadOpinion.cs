using System.Numerics.Tensors;

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

    /// <returns>What it would think if there were no such pattern: the others' probabilities, adding up to 1.</returns>
    internal HeadOpinion Without(long? patternId)
    {
        if (patternId is not { } id || !places.TryGetValue(id, out var place))
        {
            return this;
        }

        var others = logProbabilities.ToArray();
        others[place] = float.NegativeInfinity;
        var largest = TensorPrimitives.Max<float>(others);
        var sum = others.Sum(value => MathF.Exp(value - largest));
        TensorPrimitives.Subtract(others, largest + MathF.Log(sum), others);
        return new HeadOpinion(places, others);
    }
}
