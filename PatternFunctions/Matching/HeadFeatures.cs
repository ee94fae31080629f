using System.Numerics.Tensors;

namespace PatternFunctions.Matching;

/// <summary>What the trained head sees of a text: its meaning in the business's own space, and its n-grams as far as the training texts had them.</summary>
internal sealed class HeadFeatures
{
    private const float MeaningWeight = 2.5f;
    private const float LexicalWeight = 1.8f;

    private readonly SimilaritySpace space;
    private readonly int dimensions;
    private readonly float unseenWeight;
    private readonly Dictionary<ushort, (int Column, float Weight)> columns = [];

    public HeadFeatures(IReadOnlyCollection<LabelledText> texts, SimilaritySpace space, int dimensions, int mostNGrams)
    {
        this.space = space;
        this.dimensions = dimensions;
        var sets = texts.Select(text => (text.PatternId, NGrams: NGrams.Of(MessageNormaliser.Normalise(text.Text)))).ToArray();
        ushort[][] patterns = [.. sets.GroupBy(set => set.PatternId).Select(pattern => pattern.SelectMany(set => set.NGrams).Distinct().ToArray())];
        var weights = NGramWeights.From(patterns);
        unseenWeight = 1 + MathF.Log(1 + patterns.Length);
        foreach (var (ngram, _) in sets.SelectMany(set => set.NGrams).CountBy(ngram => ngram).OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key).Take(mostNGrams))
        {
            columns.Add(ngram, (dimensions + columns.Count, MathF.Sqrt(weights.Squares[ngram])));
        }
    }

    public HeadFeatures(BinaryReader reader)
    {
        space = SimilaritySpace.Read(reader);
        dimensions = reader.ReadInt32();
        unseenWeight = reader.ReadSingle();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            columns.Add(reader.ReadUInt16(), (dimensions + columns.Count, reader.ReadSingle()));
        }
    }

    public int Count => dimensions + columns.Count;

    public void Write(BinaryWriter writer)
    {
        space.Write(writer);
        writer.Write(dimensions);
        writer.Write(unseenWeight);
        writer.Write(columns.Count);
        foreach (var (ngram, (_, weight)) in columns.OrderBy(entry => entry.Value.Column))
        {
            writer.Write(ngram);
            writer.Write(weight);
        }
    }

    /// <returns>The columns that are not zero.</returns>
    public SparseVector Of(string text, float[]? vector)
    {
        var ngrams = NGrams.Of(MessageNormaliser.Normalise(text));
        var (indexes, values) = (new List<int>(ngrams.Length + dimensions), new List<float>(ngrams.Length + dimensions));
        if (vector is not null && dimensions > 0)
        {
            var mapped = space.Map(vector);
            TensorPrimitives.Multiply(mapped, MeaningWeight, mapped);
            indexes.AddRange(Enumerable.Range(0, dimensions));
            values.AddRange(mapped);
        }

        var square = 0f;
        foreach (var ngram in ngrams)
        {
            var weight = unseenWeight;
            if (columns.TryGetValue(ngram, out var column))
            {
                weight = column.Weight;
                indexes.Add(column.Column);
                values.Add(weight);
            }

            square += weight * weight;
        }

        var result = new SparseVector([.. indexes], [.. values]);
        var lexical = result.Values.AsSpan(vector is null ? 0 : dimensions);
        TensorPrimitives.Multiply(lexical, square > 0 ? LexicalWeight / MathF.Sqrt(square) : 0, lexical);
        return result;
    }
}
