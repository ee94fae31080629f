using System.Numerics.Tensors;

namespace PatternFunctions.Matching;

/// <summary>
/// A pattern's wordings, made ready for comparison. Immutable, and a function of the wordings alone, whatever their
/// order: an index that grew bit by bit answers like one that was built at once.
/// </summary>
internal sealed class IndexedPattern
{
    /// <summary>What the nearest wording weighs beside the pattern as a whole (measured).</summary>
    private const float NearestWeight = 0.5f;

    private readonly string[] texts;
    private readonly ushort[][] ngrams;
    private readonly sbyte[] vectors;
    private readonly float[] scales;
    private readonly float centroidNorm;
    private volatile Norms? norms;

    private IndexedPattern(long id, (Wording Wording, string Normalised)[] wordings, float[][] vectors, float centroidNorm)
    {
        Id = id;
        texts = [.. wordings.Select(wording => wording.Wording.Text)];
        ngrams = [.. wordings.Select(wording => NGrams.Of(wording.Normalised))];
        NGramUnion = ngrams.Length == 1 ? ngrams[0] : [.. ngrams.SelectMany(set => set).Distinct()];
        this.vectors = new sbyte[vectors.Sum(vector => vector.Length)];
        scales = [.. vectors.Select((vector, index) => SmallVector.Shrink(vector, this.vectors.AsSpan(index * vector.Length, vector.Length)))];
        this.centroidNorm = centroidNorm;
    }

    public long Id { get; }

    public int WordingCount => texts.Length;

    /// <summary>Those that any of the wordings has, each once.</summary>
    public ushort[] NGramUnion { get; }

    /// <returns>The pattern and its centroid (unit length, or all zeros); null if no wording has content.</returns>
    public static (IndexedPattern Pattern, float[] Centroid)? Prepare(PatternWordings pattern, SimilaritySpace space, int dimensions)
    {
        // Two wordings of the same words are one; the one that has a vector counts.
        var wordings = pattern.Wordings
            .Select(wording => (Wording: wording, Normalised: MessageNormaliser.Normalise(wording.Text)))
            .Where(wording => wording.Normalised.Length > 0)
            .OrderBy(wording => wording.Normalised, StringComparer.Ordinal)
            .ThenBy(wording => wording.Wording.Vector is null)
            .ThenBy(wording => wording.Wording.Text, StringComparer.Ordinal)
            .DistinctBy(wording => wording.Normalised)
            .ToArray();
        if (wordings.Length == 0)
        {
            return null;
        }

        var vectors = wordings.Select(wording => wording.Wording.Vector is { } vector && dimensions > 0 ? space.Map(vector) : new float[dimensions]).ToArray();
        var centroid = new float[dimensions];
        foreach (var vector in vectors)
        {
            TensorPrimitives.Add(centroid, vector, centroid);
        }

        var norm = TensorPrimitives.Norm<float>(centroid);
        TensorPrimitives.Multiply(centroid, norm > 0 ? 1 / norm : 0, centroid);
        return (new IndexedPattern(pattern.PatternId, wordings, vectors, norm), centroid);
    }

    public PatternCandidate Compare(Question question)
    {
        var measured = norms is { } known && ReferenceEquals(known.Weights, question.Weights) ? known : norms = Measure(question.Weights);
        var dimensions = question.Vector.Length;
        var (meanings, lexicals, best, nearest) = (0f, 0f, float.NegativeInfinity, 0);
        for (var index = 0; index < texts.Length; index++)
        {
            var meaning = question.Scale * scales[index] * SmallVector.Dot(question.Vector, vectors.AsSpan(index * dimensions, dimensions));
            var lexical = question.Lexical(ngrams[index]) / measured.Wordings[index];
            var both = (question.MeaningShare * meaning) + (question.LexicalShare * lexical);
            meanings += meaning;
            lexicals += lexical;
            if (both > best)
            {
                (best, nearest) = (both, index);
            }
        }

        var whole = (question.MeaningShare * (centroidNorm > 0 ? meanings / centroidNorm : 0)) + (question.LexicalShare * lexicals / measured.Whole);
        return new PatternCandidate(Id, (whole + (NearestWeight * best)) / (1 + NearestWeight), texts[nearest]);
    }

    /// <summary>The lengths of the n-grams' vectors. They change whenever the weights do, and are wanted of few patterns: hence late.</summary>
    private Norms Measure(NGramWeights weights)
    {
        var wordings = ngrams.Select(set => weights.Norm(set)).ToArray();
        var table = NGramTables.Rent();
        for (var index = 0; index < ngrams.Length; index++)
        {
            foreach (var ngram in ngrams[index])
            {
                table[ngram] += 1 / wordings[index];
            }
        }

        var square = 0f;
        foreach (var ngram in ngrams.SelectMany(set => set))
        {
            square += weights.Squares[ngram] * table[ngram] * table[ngram];
            table[ngram] = 0;
        }

        NGramTables.Return(table);
        return new Norms(weights, wordings, MathF.Sqrt(square));
    }

    private sealed record Norms(NGramWeights Weights, float[] Wordings, float Whole);
}
