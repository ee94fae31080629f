using System.Numerics.Tensors;

namespace PatternFunctions.Matching;

/// <summary>Fits a <see cref="LinearHead"/>: seconds for thousands of texts. The same texts in the same order give the same head.</summary>
public static class LinearHeadTrainer
{
    /// <summary>What an error in training costs against large weights (measured; 5 to 50 are nearly alike).</summary>
    private const float ErrorCost = 10;

    /// <summary>Training takes 60 bytes a weight. With many patterns the rarest n-grams are left out; with more than that allows, all is left to similarity.</summary>
    private const int MostWeights = 4_000_000;
    private const int FewestNGrams = 1_000;

    private const int MostIterations = 80;

    /// <param name="texts">Every wording of every pattern, and what people said asks for none of them.</param>
    /// <param name="space">The space that the index compares in.</param>
    /// <param name="cancellationToken">Stops the fitting.</param>
    /// <returns>Null if there is nothing to tell apart, or too much.</returns>
    public static LinearHead? Train(IReadOnlyList<LabelledText> texts, SimilaritySpace space, CancellationToken cancellationToken)
    {
        long?[] classes = [.. texts.Select(text => text.PatternId).Distinct().Order()];
        var dimensions = texts.Select(text => text.Vector?.Length ?? 0).DefaultIfEmpty().Max();
        var room = (MostWeights / Math.Max(classes.Length, 1)) - dimensions - 1;
        if (classes.Length < 2 || room < FewestNGrams)
        {
            return null;
        }

        var features = new HeadFeatures(texts, space, dimensions, room);
        var vectors = texts.AsParallel().AsOrdered().Select(text => features.Of(text.Text, text.Vector)).ToArray();
        var labels = texts.Select(text => Array.IndexOf(classes, text.PatternId)).ToArray();
        var weights = Minimiser.Minimise(
            new float[(features.Count + 1) * classes.Length], (at, slope) => Loss(vectors, labels, classes.Length, at, slope), MostIterations, cancellationToken);
        return new LinearHead(features, classes, weights);
    }

    /// <summary>The cross-entropy and half the square of the weights, the intercepts' excepted; and its slope.</summary>
    private static double Loss(SparseVector[] vectors, int[] labels, int classes, float[] weights, float[] slope)
    {
        var losses = new double[vectors.Length];
        var errors = new float[vectors.Length][];
        Parallel.For(0, vectors.Length, index =>
        {
            var scores = LinearHead.Multiply(vectors[index], weights, classes);
            var largest = TensorPrimitives.Max<float>(scores);
            var own = scores[labels[index]];
            TensorPrimitives.Subtract(scores, largest, scores);
            TensorPrimitives.Exp<float>(scores, scores);
            var sum = TensorPrimitives.Sum<float>(scores);
            losses[index] = ErrorCost * (Math.Log(sum) + largest - own);
            TensorPrimitives.Multiply(scores, ErrorCost / sum, scores);
            scores[labels[index]] -= ErrorCost;
            errors[index] = scores;
        });

        // The classes are shared out, not the texts: each sum keeps its order, whatever the number of processors.
        var regular = weights.Length - classes;
        weights.AsSpan(0, regular).CopyTo(slope);
        slope.AsSpan(regular).Clear();
        var share = (classes + Environment.ProcessorCount - 1) / Environment.ProcessorCount;
        Parallel.For(0, (classes + share - 1) / share, part =>
        {
            var (from, length) = (part * share, Math.Min(share, classes - (part * share)));
            for (var index = 0; index < vectors.Length; index++)
            {
                var error = errors[index].AsSpan(from, length);
                var (indexes, values) = (vectors[index].Indexes, vectors[index].Values);
                for (var entry = 0; entry < indexes.Length; entry++)
                {
                    var target = slope.AsSpan((indexes[entry] * classes) + from, length);
                    TensorPrimitives.MultiplyAdd(error, values[entry], target, target);
                }

                var intercept = slope.AsSpan(regular + from, length);
                TensorPrimitives.Add(intercept, error, intercept);
            }
        });
        return losses.Sum() + (0.5 * TensorPrimitives.SumOfSquares<float>(weights.AsSpan(0, regular)));
    }
}
