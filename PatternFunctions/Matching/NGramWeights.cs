namespace PatternFunctions.Matching;

/// <summary>
/// How telling each n-gram is: the fewer patterns have it, the more. Patterns are counted, not wordings: what every wording
/// of one pattern has tells that pattern best. Immutable.
/// </summary>
internal sealed class NGramWeights
{
    private readonly int[] patternsWith;
    private readonly int patterns;
    private readonly float[] squares = new float[NGrams.Count];

    private NGramWeights(int[] patternsWith, int patterns)
    {
        this.patternsWith = patternsWith;
        this.patterns = patterns;
        for (var ngram = 0; ngram < squares.Length; ngram++)
        {
            var weight = 1 + MathF.Log((1f + patterns) / (1f + patternsWith[ngram]));
            squares[ngram] = weight * weight;
        }
    }

    public static NGramWeights Empty { get; } = new(new int[NGrams.Count], 0);

    /// <summary>The square of each n-gram's weight: both texts of a comparison bring it in once.</summary>
    public ReadOnlySpan<float> Squares => squares;

    public int PatternsWith(ushort ngram) => patternsWith[ngram];

    /// <param name="patterns">Of each its n-grams, each once.</param>
    public static NGramWeights From(IEnumerable<ushort[]> patterns) => Empty.With(patterns, []);

    public NGramWeights With(IEnumerable<ushort[]> added, IEnumerable<ushort[]> removed)
    {
        var counts = (int[])patternsWith.Clone();
        var total = patterns + Count(counts, added, 1) + Count(counts, removed, -1);
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

    private static int Count(int[] counts, IEnumerable<ushort[]> patterns, int step)
    {
        var total = 0;
        foreach (var pattern in patterns)
        {
            total += step;
            foreach (var ngram in pattern)
            {
                counts[ngram] += step;
            }
        }

        return total;
    }
}
