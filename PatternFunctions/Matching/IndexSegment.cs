namespace PatternFunctions.Matching;

/// <summary>
/// A part of the index, immutable: a change replaces the part that it touches and leaves the others alone. Its
/// centroids lie side by side, for a quick first look by meaning; its postings serve the first look by n-grams.
/// </summary>
internal sealed class IndexSegment
{
    public const int Capacity = 1024;

    private readonly int dimensions;
    private readonly IndexedPattern?[] patterns;
    private readonly sbyte[] centroids;
    private readonly float[] scales;
    private readonly float[] lexicalScales = new float[Capacity];

    /// <summary>The places of the patterns that have n-gram g: places[starts[g]] up to places[starts[g + 1]].</summary>
    private readonly int[] starts = new int[NGrams.Count + 1];
    private readonly ushort[] places;

    public IndexSegment(int dimensions)
        : this(dimensions, new IndexedPattern?[Capacity], new sbyte[Capacity * dimensions], new float[Capacity])
    {
    }

    private IndexSegment(int dimensions, IndexedPattern?[] patterns, sbyte[] centroids, float[] scales)
    {
        this.dimensions = dimensions;
        this.patterns = patterns;
        this.centroids = centroids;
        this.scales = scales;
        places = FileByNGram();
    }

    public IEnumerable<IndexedPattern> Patterns => patterns.OfType<IndexedPattern>();

    public IndexedPattern? this[int place] => patterns[place];

    public IndexSegment With(IEnumerable<(int Place, IndexedPattern? Pattern, float[] Centroid)> changes)
    {
        var (newPatterns, newCentroids, newScales) = ((IndexedPattern?[])patterns.Clone(), (sbyte[])centroids.Clone(), (float[])scales.Clone());
        foreach (var (place, pattern, centroid) in changes)
        {
            newPatterns[place] = pattern;
            newScales[place] = SmallVector.Shrink(centroid, newCentroids.AsSpan(place * dimensions, dimensions));
        }

        return new IndexSegment(dimensions, newPatterns, newCentroids, newScales);
    }

    public void OfferByMeaning(Question question, BestPatterns best)
    {
        for (var place = 0; place < Capacity; place++)
        {
            if (patterns[place] is { } pattern)
            {
                var score = question.Scale * scales[place] * SmallVector.Dot(question.Vector, centroids.AsSpan(place * dimensions, dimensions));
                if (score >= best.Threshold)
                {
                    best.Offer(score, pattern);
                }
            }
        }
    }

    /// <param name="ngrams">Those of the question's that are worth following.</param>
    /// <param name="weights">How telling they are.</param>
    /// <param name="best">Receives the patterns that share any.</param>
    public void OfferByNGrams(ReadOnlySpan<ushort> ngrams, NGramWeights weights, BestPatterns best)
    {
        Span<float> scores = stackalloc float[Capacity];
        scores.Clear();
        foreach (var ngram in ngrams)
        {
            var weight = weights.Squares[ngram];
            foreach (var place in places.AsSpan(starts[ngram], starts[ngram + 1] - starts[ngram]))
            {
                scores[place] += weight;
            }
        }

        for (var place = 0; place < Capacity; place++)
        {
            var score = scores[place] * lexicalScales[place];
            if (score > 0 && score >= best.Threshold)
            {
                best.Offer(score, patterns[place]!);
            }
        }
    }

    private ushort[] FileByNGram()
    {
        var sets = new ushort[Capacity][];
        for (var place = 0; place < Capacity; place++)
        {
            sets[place] = patterns[place]?.NGramUnion ?? [];
            lexicalScales[place] = sets[place].Length == 0 ? 0 : 1 / MathF.Sqrt(sets[place].Length);
            foreach (var ngram in sets[place])
            {
                starts[ngram + 1]++;
            }
        }

        for (var ngram = 0; ngram < NGrams.Count; ngram++)
        {
            starts[ngram + 1] += starts[ngram];
        }

        var filed = new ushort[starts[^1]];
        var next = starts.AsSpan(0, NGrams.Count).ToArray();
        for (var place = 0; place < Capacity; place++)
        {
            foreach (var ngram in sets[place])
            {
                filed[next[ngram]++] = (ushort)place;
            }
        }

        return filed;
    }
}
