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
    private static readonly Vector<double> Doubt = Vector<double>.Build.Dense([2, 4, 6, 0.5]);

    public static MatchCurve Fit(MatchCurve before, IEnumerable<MatchOutcome> outcomes)
    {
        var known = outcomes.ToList();
        if (known.Count == 0)
        {
            return before;
        }

        var features = Matrix<double>.Build.DenseOfRowArrays(known.Select(outcome => MatchCurve.Features(outcome.Score)));
        var right = Vector<double>.Build.Dense(known.Count, index => known[index].IsRight ? 1 : 0);
        var start = Vector<double>.Build.Dense(before.Weights);
        var (weights, gain) = (start, double.PositiveInfinity);
        var loss = Loss(start, weights, features, right);
        for (var step = 0; step < MostSteps && gain > SmallestGain; step++)
        {
            var change = NewtonStep(start, weights, features, right);
            var (length, next, nextLoss) = (1.0, weights, loss);
            for (var halving = 0; halving < MostHalvings && nextLoss >= loss; halving++, length /= 2)
            {
                next = (weights - (length * change)).MapIndexed(Floor);
                nextLoss = Loss(start, next, features, right);
            }

            gain = loss - nextLoss;
            (weights, loss) = gain > 0 ? (next, nextLoss) : (weights, loss);
        }

        return MatchCurve.From(weights.ToArray());
    }

    /// <summary>With a negative weight more similar would mean less probable.</summary>
    private static double Floor(int index, double weight) => index == 0 ? weight : Math.Max(0, weight);

    private static double Loss(Vector<double> before, Vector<double> weights, Matrix<double> features, Vector<double> right)
    {
        var doubt = (weights - before).PointwiseDivide(Doubt).PointwisePower(2).Sum() / 2;
        // The log odds of what came true.
        var logOdds = (features * weights).PointwiseMultiply((2 * right) - 1);
        return doubt + logOdds.Map(odds => Math.Max(-odds, 0) + Math.Log(1 + Math.Exp(-Math.Abs(odds)))).Sum();
    }

    private static Vector<double> NewtonStep(Vector<double> before, Vector<double> weights, Matrix<double> features, Vector<double> right)
    {
        var certainty = Doubt.PointwisePower(-2);
        var probability = (features * weights).Map(odds => 1 / (1 + Math.Exp(-odds)));
        var slope = (weights - before).PointwiseMultiply(certainty) + features.TransposeThisAndMultiply(probability - right);
        var curvature = Matrix<double>.Build.DenseOfDiagonalVector(certainty)
            + features.TransposeThisAndMultiply(features.MapIndexed((row, _, feature) => feature * probability[row] * (1 - probability[row])));
        // A weight that stands at 0 and would go below stays there; the others are fitted without it.
        for (var index = 1; index < weights.Count; index++)
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
}
