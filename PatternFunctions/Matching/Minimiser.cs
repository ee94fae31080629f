using System.Numerics.Tensors;

namespace PatternFunctions.Matching;

/// <summary>L-BFGS: the least value of a smooth convex function of many numbers, from its value and slope.</summary>
internal static class Minimiser
{
    private const int Memory = 6;
    private const int MostHalvings = 20;
    private const double EnoughDescent = 1e-4;
    private const double SmallestGain = 1e-6;

    /// <summary>The function's value; its slope goes into the second argument.</summary>
    internal delegate double Function(float[] at, float[] slope);

    public static float[] Minimise(float[] start, Function function, int iterations, CancellationToken cancellationToken)
    {
        var (at, next) = ((float[])start.Clone(), new float[start.Length]);
        var (slope, nextSlope, direction) = (new float[start.Length], new float[start.Length], new float[start.Length]);
        var steps = new LinkedList<Step>();
        var value = function(at, slope);
        for (var iteration = 0; iteration < iterations; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Direct(slope, steps, direction);
            var descent = Dot(slope, direction);
            var length = 1.0;
            double nextValue;
            var halvings = 0;
            do
            {
                TensorPrimitives.MultiplyAdd(direction, (float)length, at, next);
                nextValue = function(next, nextSlope);
                length /= 2;
            }
            while (nextValue > value + (EnoughDescent * 2 * length * descent) && halvings++ < MostHalvings);

            var gain = value - nextValue;
            if (gain <= SmallestGain * Math.Abs(value))
            {
                return gain > 0 ? next : at;
            }

            Remember(steps, at, next, slope, nextSlope);
            (at, next, slope, nextSlope, value) = (next, at, nextSlope, slope, nextValue);
        }

        return at;
    }

    /// <summary>The two-loop recursion: the slope, bent by what the last steps told of the curvature.</summary>
    private static void Direct(float[] slope, LinkedList<Step> steps, float[] direction)
    {
        TensorPrimitives.Negate(slope, direction);
        if (steps.Count == 0)
        {
            TensorPrimitives.Multiply(direction, 1 / MathF.Max(1, TensorPrimitives.Norm<float>(slope)), direction);
            return;
        }

        var shares = new Stack<double>();
        for (var step = steps.Last; step is not null; step = step.Previous)
        {
            shares.Push(Dot(step.Value.Way, direction) / step.Value.Curvature);
            TensorPrimitives.MultiplyAdd(step.Value.Turn, (float)-shares.Peek(), direction, direction);
        }

        var last = steps.Last!.Value;
        TensorPrimitives.Multiply(direction, (float)(last.Curvature / Dot(last.Turn, last.Turn)), direction);
        foreach (var step in steps)
        {
            var share = shares.Pop() - (Dot(step.Turn, direction) / step.Curvature);
            TensorPrimitives.MultiplyAdd(step.Way, (float)share, direction, direction);
        }
    }

    private static void Remember(LinkedList<Step> steps, float[] at, float[] next, float[] slope, float[] nextSlope)
    {
        var (way, turn) = (new float[at.Length], new float[at.Length]);
        TensorPrimitives.Subtract(next, at, way);
        TensorPrimitives.Subtract(nextSlope, slope, turn);
        var curvature = Dot(way, turn);
        if (curvature <= 0)
        {
            return;
        }

        steps.AddLast(new Step(way, turn, curvature));
        if (steps.Count > Memory)
        {
            steps.RemoveFirst();
        }
    }

    private static double Dot(float[] left, float[] right) => TensorPrimitives.Dot<float>(left, right);

    private sealed record Step(float[] Way, float[] Turn, double Curvature);
}
