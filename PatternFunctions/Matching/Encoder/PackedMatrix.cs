using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PatternFunctions.Matching.Encoder;

/// <summary>
/// A weight matrix, stored as panels of 32 columns, so that a product reads it once from front to back: with texts of
/// a dozen pieces the product waits for memory more than for arithmetic.
/// </summary>
internal sealed class PackedMatrix
{
    /// <summary>Inputs and outputs must have room for a multiple of this many rows.</summary>
    public const int RowBlock = 4;

    private const int PanelWidth = 32;

    private readonly float[] panels;
    private readonly float[] bias;

    /// <param name="weights">Row-major, <paramref name="inputs"/> × <paramref name="outputs"/>.</param>
    /// <param name="bias">One number an output.</param>
    /// <param name="inputs">The rows.</param>
    /// <param name="outputs">The columns: a multiple of 32.</param>
    public PackedMatrix(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, int inputs, int outputs)
    {
        Inputs = inputs;
        Outputs = outputs;
        this.bias = bias.ToArray();
        panels = new float[inputs * outputs];
        for (var row = 0; row < inputs; row++)
        {
            for (var column = 0; column < outputs; column += PanelWidth)
            {
                weights.Slice(row * outputs + column, PanelWidth).CopyTo(panels.AsSpan(column * inputs + row * PanelWidth));
            }
        }
    }

    public int Inputs { get; }

    public int Outputs { get; }

    /// <summary>destination = rows · weights + bias, for rows rounded up to whole blocks.</summary>
    public void Multiply(ReadOnlySpan<float> rows, int rowCount, Span<float> destination)
    {
        var blocks = (rowCount + RowBlock - 1) / RowBlock;
        for (var column = 0; column < Outputs; column += PanelWidth)
        {
            var panel = panels.AsSpan(column * Inputs, PanelWidth * Inputs);
            for (var row = 0; row < blocks * RowBlock; row += RowBlock)
            {
                MultiplyBlock(
                    rows.Slice(row * Inputs, RowBlock * Inputs), panel, bias.AsSpan(column, PanelWidth), destination[(row * Outputs + column)..]);
            }
        }
    }

    private void MultiplyBlock(ReadOnlySpan<float> rows, ReadOnlySpan<float> panel, ReadOnlySpan<float> bias, Span<float> destination)
    {
        ref var x = ref MemoryMarshal.GetReference(rows);
        ref var w = ref MemoryMarshal.GetReference(panel);
        Vector512<float> left0 = Vector512.Create(bias), left1 = left0, left2 = left0, left3 = left0;
        Vector512<float> right0 = Vector512.Create(bias[16..]), right1 = right0, right2 = right0, right3 = right0;
        var stride = (nuint)Inputs;
        for (nuint k = 0; k < stride; k++)
        {
            var left = Vector512.LoadUnsafe(ref w, k * PanelWidth);
            var right = Vector512.LoadUnsafe(ref w, (k * PanelWidth) + 16);
            var input = Vector512.Create(Unsafe.Add(ref x, k));
            left0 = Vector512.MultiplyAddEstimate(input, left, left0);
            right0 = Vector512.MultiplyAddEstimate(input, right, right0);
            input = Vector512.Create(Unsafe.Add(ref x, k + stride));
            left1 = Vector512.MultiplyAddEstimate(input, left, left1);
            right1 = Vector512.MultiplyAddEstimate(input, right, right1);
            input = Vector512.Create(Unsafe.Add(ref x, k + (2 * stride)));
            left2 = Vector512.MultiplyAddEstimate(input, left, left2);
            right2 = Vector512.MultiplyAddEstimate(input, right, right2);
            input = Vector512.Create(Unsafe.Add(ref x, k + (3 * stride)));
            left3 = Vector512.MultiplyAddEstimate(input, left, left3);
            right3 = Vector512.MultiplyAddEstimate(input, right, right3);
        }

        Store(left0, right0, destination);
        Store(left1, right1, destination[Outputs..]);
        Store(left2, right2, destination[(2 * Outputs)..]);
        Store(left3, right3, destination[(3 * Outputs)..]);
    }

    private static void Store(Vector512<float> left, Vector512<float> right, Span<float> destination)
    {
        left.CopyTo(destination);
        right.CopyTo(destination[16..]);
    }
}
