using MathNet.Numerics.LinearAlgebra;

namespace PatternFunctions.Matching;

/// <summary>
/// Draws a curve towards a business's own outcomes: a logistic regression in which the curve that was stands for what
/// is known beforehand, so that a handful of outcomes moves it a little and hundreds decide.
/// </summary>
internal static class MatchCurveFit
{
    private const int MostSteps = 50;

    /// <summary>How far intercept, similarity, margin and certainty may be off beforehand (standard deviations).</summary>
    private static readonly double[] Doubt = [2, 4, 6, 0.5];

    public static MatchCurve Fit(MatchCurve before, IEnumerable<MatchOutcome> outcomes)
    {
        var known = outcomes.Select(outcome => (Features: MatchCurve.Features(outcome.Score), outcome.IsRight)).ToArray();
        var weights = before.Weights;
        // Of a weight that would fall below 0, more similar would mean less probable: it is held at 0, the rest fitted again.
        var isFree = before.Weights.Select(_ => true).ToArray();
        for (var step = 0; step < MostSteps && known.Length > 0; step++)
        {
            var change = NewtonStep(before.Weights, weights, known, isFree);
            for (var index = 0; index < weights.Length; index++)
            {
                weights[index] -= change[index];
                if (index > 0 && weights[index] < 0)
                {
                    (weights[index], isFree[index]) = (0, false);
                }
            }

            if (change.AbsoluteMaximum() < 1e-9)
            {
                break;
            }
        }

        return MatchCurve.From(weights);
    }

    private static Vector<double> NewtonStep(double[] before, double[] weights, (double[] Features, bool IsRight)[] outcomes, bool[] isFree)
    {
        var slope = Vector<double>.Build.Dense(weights.Length, index => (weights[index] - before[index]) / (Doubt[index] * Doubt[index]));
        var curvature = Matrix<double>.Build.DenseDiagonal(weights.Length, weights.Length, index => 1 / (Doubt[index] * Doubt[index]));
        var curve = MatchCurve.From(weights);
        foreach (var (features, isRight) in outcomes)
        {
            var row = Vector<double>.Build.Dense(features);
            var probability = 1 / (1 + Math.Exp(-row.DotProduct(Vector<double>.Build.Dense(curve.Weights))));
            slope += row * (probability - (isRight ? 1 : 0));
            curvature += row.OuterProduct(row) * (probability * (1 - probability));
        }

        for (var index = 0; index < weights.Length; index++)
        {
            if (!isFree[index])
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
