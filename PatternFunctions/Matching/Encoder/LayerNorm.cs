using System.Numerics.Tensors;

namespace PatternFunctions.Matching.Encoder;

/// <summary>Gives each row mean 0 and variance 1, then the layer's own scale and offset.</summary>
internal sealed class LayerNorm(float[] scale, float[] offset)
{
    private const float Epsilon = 1e-6f;

    public void Run(ReadOnlySpan<float> rows, int rowCount, Span<float> destination)
    {
        for (var row = 0; row < rowCount; row++)
        {
            var source = rows.Slice(row * scale.Length, scale.Length);
            var target = destination.Slice(row * scale.Length, scale.Length);
            TensorPrimitives.Subtract(source, TensorPrimitives.Sum(source) / scale.Length, target);
            var variance = TensorPrimitives.SumOfSquares<float>(target) / scale.Length;
            TensorPrimitives.Multiply(target, 1 / MathF.Sqrt(variance + Epsilon), target);
            TensorPrimitives.MultiplyAdd(target, scale, offset, target);
        }
    }
}
