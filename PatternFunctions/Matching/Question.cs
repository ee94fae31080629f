namespace PatternFunctions.Matching;

/// <summary>A text made ready to be compared with many patterns.</summary>
internal sealed class Question : IDisposable
{
    /// <summary>What the n-grams' likeness weighs beside the meaning's 1 (measured: 0.3 to 0.5 are equally good).</summary>
    private const float LexicalWeight = 0.35f;

    private readonly float[] table = NGramTables.Rent();

    /// <param name="normalised">The text in normal form.</param>
    /// <param name="vector">The text's vector in the index's space; all zeros or empty if its meaning is not known.</param>
    /// <param name="weights">The index's.</param>
    public Question(string normalised, ReadOnlySpan<float> vector, NGramWeights weights)
    {
        Weights = weights;
        NGramSet = NGrams.Of(normalised);
        Norm = weights.Norm(NGramSet);
        foreach (var ngram in NGramSet)
        {
            table[ngram] = weights.Squares[ngram] / Norm;
        }

        Vector = new short[vector.Length];
        Scale = SmallVector.ShrinkQuestion(vector, Vector);
        var hasMeaning = Scale > 0;
        MeaningShare = hasMeaning ? 1 / (1 + LexicalWeight) : 0;
        LexicalShare = 1 - MeaningShare;
    }

    public NGramWeights Weights { get; }

    public ushort[] NGramSet { get; }

    public float Norm { get; }

    public short[] Vector { get; }

    public float Scale { get; }

    public float MeaningShare { get; }

    public float LexicalShare { get; }

    /// <returns>The cosine of the two texts' n-grams, times the other's norm.</returns>
    public float Lexical(ReadOnlySpan<ushort> ngrams)
    {
        var sum = 0f;
        foreach (var ngram in ngrams)
        {
            sum += table[ngram];
        }

        return sum;
    }

    public void Dispose()
    {
        foreach (var ngram in NGramSet)
        {
            table[ngram] = 0;
        }

        NGramTables.Return(table);
    }
}
