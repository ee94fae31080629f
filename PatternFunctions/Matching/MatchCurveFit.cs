using MathNet.Numerics.LinearAlgebra;

namespace PatternFunctions.Matching;

/// <summary>
/// Draws a curve towards a business's own outcomes: a logistic regression in which the curve that was stands for what
/// is known beforehand, so that a handful of outcomes moves it a little and hundreds decide.
/// </summary>
internal static class MatchCurveFit
{
    private const int MostSteps = 100;
    private const int MostHalvings = 30;
    private const double SmallestGain = 1e-9;

    /// <summary>How far intercept, similarity, margin and certainty may be off beforehand (standard deviations).</summary>
    private static readonly double[] Doubt = [2, 4, 6, 0.5];

    public static MatchCurve Fit(MatchCurve before, IEnumerable<MatchOutcome> outcomes)
    {
        var known = outcomes.Select(outcome => (Features: MatchCurve.Features(outcome.Score), outcome.IsRight)).ToArray();
        if (known.Length == 0)
        {
            return before;
        }

        var (weights, gain) = (before.Weights, double.PositiveInfinity);
        var loss = Loss(before.Weights, weights, known);
        for (var step = 0; step < MostSteps && gain > SmallestGain; step++)
        {
            var change = NewtonStep(before.Weights, weights, known);
            var (length, next, nextLoss) = (1.0, weights, loss);
            for (var halving = 0; halving < MostHalvings && nextLoss >= loss; halving++, length /= 2)
            {
                next = [.. weights.Select((weight, index) => Floor(index, weight - (length * change[index])))];
                nextLoss = Loss(before.Weights, next, known);
            }

            gain = loss - nextLoss;
            (weights, loss) = gain > 0 ? (next, nextLoss) : (weights, loss);
        }

        return MatchCurve.From(weights);
    }

    /// <summary>With a negative weight more similar would mean less probable.</summary>
    private static double Floor(int index, double weight) => index == 0 ? weight : Math.Max(0, weight);

    private static double Loss(double[] before, double[] weights, (double[] Features, bool IsRight)[] outcomes)
    {
        var doubt = weights.Select((weight, index) => Math.Pow((weight - before[index]) / Doubt[index], 2)).Sum() / 2;
        return doubt + outcomes.Sum(outcome =>
        {
            var logOdds = Dot(weights, outcome.Features) * (outcome.IsRight ? 1 : -1);
            return Math.Max(-logOdds, 0) + Math.Log(1 + Math.Exp(-Math.Abs(logOdds)));
        });
    }

    private static Vector<double> NewtonStep(double[] before, double[] weights, (double[] Features, bool IsRight)[] outcomes)
    {
        var slope = Vector<double>.Build.Dense(weights.Length, index => (weights[index] - before[index]) / (Doubt[index] * Doubt[index]));
        var curvature = Matrix<double>.Build.DenseDiagonal(weights.Length, weights.Length, index => 1 / (Doubt[index] * Doubt[index]));
        foreach (var (features, isRight) in outcomes)
        {
            var row = Vector<double>.Build.Dense(features);
            var probability = 1 / (1 + Math.Exp(-Dot(weights, features)));
            slope += row * (probability - (isRight ? 1 : 0));
            curvature += row.OuterProduct(row) * (probability * (1 - probability));
        }

        // A weight that stands at 0 and would go below stays there; the others are fitted without it.
        for (var index = 1; index < weights.Length; index++)
        {
            if (weights[index] <= 0 && slope[index] > 0)
            {
                slope[index] = 0;
                curvature.ClearRow(index);
                curvature.ClearColumn(index);
                curvature[index, index] = 1;
            }
        }

        return curvature.Solve(slope);
    }

    private static double Dot(double[] weights, double[] features) => weights.Zip(features, (weight, feature) => weight * feature).Sum();
}
