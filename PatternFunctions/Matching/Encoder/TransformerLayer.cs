using System.Numerics.Tensors;

namespace PatternFunctions.Matching.Encoder;

/// <summary>One layer: attention among the pieces of a text, then each piece for itself; each half normalises its input first.</summary>
internal sealed class TransformerLayer
{
    private const int Heads = 4;

    public required LayerNorm AttentionNorm { get; init; }

    public required PackedMatrix QueryKeyValue { get; init; }

    public required PackedMatrix AttentionOutput { get; init; }

    /// <summary>Brings the input to the output's width where the two differ.</summary>
    public PackedMatrix? Widening { get; init; }

    public required LayerNorm InnerNorm { get; init; }

    public required PackedMatrix Inner { get; init; }

    public required PackedMatrix Outer { get; init; }

    /// <param name="input">One row a piece.</param>
    /// <param name="count">The number of pieces.</param>
    /// <param name="output">Receives one row a piece; not the same memory as <paramref name="input"/>.</param>
    /// <param name="narrow">Scratch for rows as wide as the output.</param>
    /// <param name="wide">Scratch for rows as wide as the widest product.</param>
    public void Run(ReadOnlySpan<float> input, int count, Span<float> output, Span<float> narrow, Span<float> wide)
    {
        var cells = count * AttentionOutput.Outputs;
        AttentionNorm.Run(input, count, narrow);
        QueryKeyValue.Multiply(narrow, count, wide);
        Attend(wide, count, QueryKeyValue.Outputs / 3, narrow);
        AttentionOutput.Multiply(narrow, count, output);
        Widening?.Multiply(input, count, wide);
        TensorPrimitives.Add(output[..cells], Widening is null ? input[..cells] : wide[..cells], output);

        InnerNorm.Run(output, count, narrow);
        Inner.Multiply(narrow, count, wide);
        TensorPrimitives.Max(wide[..(count * Inner.Outputs)], 0f, wide);
        Outer.Multiply(wide, count, narrow);
        TensorPrimitives.Add(output[..cells], narrow[..cells], output);
    }

    /// <param name="rows">Each row is query, key and value side by side, each cut into heads.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="width">Of a query, a key or a value.</param>
    /// <param name="destination">Receives count × width.</param>
    private static void Attend(ReadOnlySpan<float> rows, int count, int width, Span<float> destination)
    {
        var headWidth = width / Heads;
        var scale = 1 / MathF.Sqrt(headWidth);
        Span<float> weights = stackalloc float[count];
        for (var cell = 0; cell < count * Heads; cell++)
        {
            var (row, head) = (cell / Heads, cell % Heads * headWidth);
            var query = rows.Slice((row * width * 3) + head, headWidth);
            for (var other = 0; other < count; other++)
            {
                weights[other] = scale * TensorPrimitives.Dot(query, rows.Slice((other * width * 3) + width + head, headWidth));
            }

            TensorPrimitives.SoftMax<float>(weights, weights);
            var mixed = destination.Slice((row * width) + head, headWidth);
            mixed.Clear();
            for (var other = 0; other < count; other++)
            {
                TensorPrimitives.MultiplyAdd(rows.Slice((other * width * 3) + (2 * width) + head, headWidth), weights[other], mixed, mixed);
            }
        }
    }
}
