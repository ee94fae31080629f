using System.Numerics.Tensors;

namespace PatternFunctions.Matching;

/// <summary>
/// A change of coordinates in which what tells this business's patterns apart counts for more, and what varies among
/// the wordings of one pattern (politeness, length, tense) for less: vectors are whitened by the covariance within
/// patterns (linear discriminant analysis), as far as there are wordings to measure it from.
/// </summary>
public sealed class SimilaritySpace
{
    /// <summary>
    /// How far the covariance is drawn towards "alike in all directions": as a share of it for good, and as a number
    /// of wordings that say so beforehand, which counts less as evidence grows.
    /// </summary>
    private const double LastingShrinkage = 1;
    private const double WordingsBeforehand = 200;

    private readonly int dimensions;

    /// <summary>Lower triangle, row by row: the inverse of the covariance's Cholesky factor. Empty: nothing is changed.</summary>
    private readonly float[] rows;

    private SimilaritySpace(int dimensions, float[] rows)
    {
        this.dimensions = dimensions;
        this.rows = rows;
    }

    /// <summary>The encoder's own coordinates.</summary>
    public static SimilaritySpace Plain { get; } = new(0, []);

    public bool IsPlain => rows.Length == 0;

    /// <summary>Takes a tenth of a second for a thousand wordings.</summary>
    public static SimilaritySpace Fit(IEnumerable<PatternWordings> patterns)
    {
        var groups = patterns
            .Select(pattern => pattern.Wordings.Select(wording => wording.Vector).OfType<float[]>().Where(vector => vector.AsSpan().ContainsAnyExcept(0f)).ToArray())
            .Where(group => group.Length > 1)
            .ToArray();
        var freedom = groups.Sum(group => group.Length - 1);
        if (freedom == 0)
        {
            return Plain;
        }

        var dimensions = groups[0][0].Length;
        var covariance = ScatterWithin(groups, dimensions);
        var trace = 0.0;
        for (var axis = 0; axis < dimensions; axis++)
        {
            trace += covariance[axis][axis];
        }

        // All wordings of a pattern have one vector: nothing varies.
        if (trace <= 0)
        {
            return Plain;
        }

        for (var axis = 0; axis < dimensions; axis++)
        {
            covariance[axis][axis] += (LastingShrinkage + (WordingsBeforehand / freedom)) * trace / dimensions;
        }

        return new SimilaritySpace(dimensions, InvertFactor(covariance));
    }

    /// <returns>The vector in this space, of unit length, or all zeros.</returns>
    public float[] Map(ReadOnlySpan<float> vector)
    {
        var mapped = vector.ToArray();
        for (var row = 0; row < dimensions; row++)
        {
            mapped[row] = TensorPrimitives.Dot(rows.AsSpan(row * (row + 1) / 2, row + 1), vector[..(row + 1)]);
        }

        var norm = TensorPrimitives.Norm<float>(mapped);
        TensorPrimitives.Multiply(mapped, norm > 0 ? 1 / norm : 0, mapped);
        return mapped;
    }

    internal void Write(BinaryWriter writer)
    {
        writer.Write(dimensions);
        foreach (var value in rows)
        {
            writer.Write((Half)value);
        }
    }

    internal static SimilaritySpace Read(BinaryReader reader)
    {
        var dimensions = reader.ReadInt32();
        var rows = new float[dimensions * (dimensions + 1) / 2];
        for (var index = 0; index < rows.Length; index++)
        {
            rows[index] = (float)reader.ReadHalf();
        }

        return new SimilaritySpace(dimensions, rows);
    }

    private static double[][] ScatterWithin(float[][][] groups, int dimensions)
    {
        var scatter = Enumerable.Range(0, dimensions).Select(_ => new double[dimensions]).ToArray();
        var deviations = groups.SelectMany(Deviations).ToArray();
        Parallel.For(0, dimensions, row =>
        {
            foreach (var deviation in deviations)
            {
                TensorPrimitives.MultiplyAdd(deviation.AsSpan(0, row + 1), deviation[row], scatter[row].AsSpan(0, row + 1), scatter[row]);
            }
        });
        return scatter;
    }

    private static IEnumerable<double[]> Deviations(float[][] group)
    {
        var mean = new double[group[0].Length];
        foreach (var vector in group)
        {
            for (var axis = 0; axis < mean.Length; axis++)
            {
                mean[axis] += vector[axis] / (double)group.Length;
            }
        }

        return group.Select(vector => vector.Select((value, axis) => value - mean[axis]).ToArray());
    }

    /// <summary>Cholesky in place, then the inverse of the factor, which is lower triangular as well.</summary>
    private static float[] InvertFactor(double[][] matrix)
    {
        var size = matrix.Length;
        for (var column = 0; column < size; column++)
        {
            var pivot = matrix[column].AsSpan(0, column);
            matrix[column][column] = Math.Sqrt(matrix[column][column] - TensorPrimitives.SumOfSquares<double>(pivot));
            for (var row = column + 1; row < size; row++)
            {
                matrix[row][column] = (matrix[row][column] - TensorPrimitives.Dot<double>(matrix[row].AsSpan(0, column), pivot)) / matrix[column][column];
            }
        }

        var inverse = new float[size * (size + 1) / 2];
        var solved = Enumerable.Range(0, size).Select(row => new double[row + 1]).ToArray();
        for (var row = 0; row < size; row++)
        {
            for (var before = 0; before < row; before++)
            {
                TensorPrimitives.MultiplyAdd(solved[before], -matrix[row][before], solved[row].AsSpan(0, before + 1), solved[row]);
            }

            solved[row][row] = 1;
            TensorPrimitives.Divide(solved[row], matrix[row][row], solved[row]);
            TensorPrimitives.ConvertTruncating<double, float>(solved[row], inverse.AsSpan(row * (row + 1) / 2));
        }

        return inverse;
    }
}
