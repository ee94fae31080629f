namespace PatternFunctions.Matching;

/// <summary>How telling each n-gram is: the fewer wordings have it, the more. Immutable.</summary>
internal sealed class NGramWeights
{
    private readonly int[] wordingsWith;
    private readonly float[] squares = new float[NGrams.Count];

    private NGramWeights(int[] wordingsWith, int wordings)
    {
        this.wordingsWith = wordingsWith;
        Wordings = wordings;
        for (var ngram = 0; ngram < squares.Length; ngram++)
        {
            var weight = 1 + MathF.Log((1f + wordings) / (1f + wordingsWith[ngram]));
            squares[ngram] = weight * weight;
        }
    }

    public static NGramWeights Empty { get; } = new(new int[NGrams.Count], 0);

    public int Wordings { get; }

    /// <summary>The square of each n-gram's weight (an inverse document frequency): both texts of a comparison bring it in once.</summary>
    public ReadOnlySpan<float> Squares => squares;

    public int WordingsWith(ushort ngram) => wordingsWith[ngram];

    public static NGramWeights From(IEnumerable<ushort[]> wordings) => Empty.With(wordings, []);

    public NGramWeights With(IEnumerable<ushort[]> added, IEnumerable<ushort[]> removed)
    {
        var counts = (int[])wordingsWith.Clone();
        var total = Wordings + Count(counts, added, 1) + Count(counts, removed, -1);
        return new NGramWeights(counts, total);
    }

    /// <summary>The length of a text's vector; 0 for no n-grams at all.</summary>
    public float Norm(ReadOnlySpan<ushort> ngrams)
    {
        var sum = 0f;
        foreach (var ngram in ngrams)
        {
            sum += squares[ngram];
        }

        return MathF.Sqrt(sum);
    }

    private static int Count(int[] counts, IEnumerable<ushort[]> wordings, int step)
    {
        var total = 0;
        foreach (var wording in wordings)
        {
            total += step;
            foreach (var ngram in wording)
            {
                counts[ngram] += step;
            }
        }

        return total;
    }
}
