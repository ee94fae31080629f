namespace PatternFunctions.Matching;

/// <summary>
/// Finds, in memory, the patterns that a text may be asking for. Safe for many threads: those who look never wait,
/// they see the index as it was before or after a change, whole.
/// </summary>
/// <param name="dimensions">Of the encoder's vectors; 0 without an encoder.</param>
/// <param name="space">Where vectors are compared.</param>
public sealed class SimilarityIndex(int dimensions, SimilaritySpace space)
{
    public const int MostCandidates = 64;

    /// <summary>
    /// So many patterns by meaning, and so many by n-grams, are compared in full. The right one is among them in more
    /// than 99.9 % of the cases (measured with 100,000 patterns).
    /// </summary>
    private const int Shortlist = MostCandidates;

    /// <summary>Common n-grams say little and have long lists: the rarest are followed first, and no more than so many entries.</summary>
    private const int PostingBudget = 200_000;
    private const int FewestFollowed = 8;

    private readonly Lock changing = new();
    private readonly Dictionary<long, int> places = [];
    private readonly SortedSet<int> free = [];
    private volatile Snapshot current = new([], NGramWeights.Empty, 0, 0);

    public int PatternCount => current.Patterns;

    public int WordingCount => current.Wordings;

    public bool Contains(long patternId)
    {
        lock (changing)
        {
            return places.ContainsKey(patternId);
        }
    }

    /// <summary>Takes each pattern with all of its wordings, in place of what was known of it; a pattern without any is taken out.</summary>
    public void Update(IReadOnlyCollection<PatternWordings> changed)
    {
        var prepared = changed.GroupBy(pattern => pattern.PatternId).Select(group => group.Last()).ToArray()
            .AsParallel().AsOrdered().Select(pattern => (pattern.PatternId, Prepared: IndexedPattern.Prepare(pattern, space, dimensions))).ToArray();
        lock (changing)
        {
            var segments = current.Segments.ToList();
            var removed = new List<IndexedPattern>();
            var changes = new List<(int Place, IndexedPattern? Pattern, float[] Centroid)>(prepared.Length);
            foreach (var (id, pattern) in prepared)
            {
                if (places.TryGetValue(id, out var place))
                {
                    removed.Add(segments[place / IndexSegment.Capacity][place % IndexSegment.Capacity]!);
                }
                else if (pattern is null)
                {
                    continue;
                }
                else
                {
                    place = TakePlace();
                    places.Add(id, place);
                }

                changes.Add((place, pattern?.Pattern, pattern?.Centroid ?? new float[dimensions]));
                if (pattern is null)
                {
                    places.Remove(id);
                    free.Add(place);
                }
            }

            while (segments.Count * IndexSegment.Capacity < places.Count + free.Count)
            {
                segments.Add(new IndexSegment(dimensions));
            }

            foreach (var touched in changes.GroupBy(change => change.Place / IndexSegment.Capacity).AsParallel()
                .Select(group => (group.Key, Segment: segments[group.Key].With(group.Select(change => (change.Place % IndexSegment.Capacity, change.Pattern, change.Centroid))))))
            {
                segments[touched.Key] = touched.Segment;
            }

            IndexedPattern[] added = [.. changes.Select(change => change.Pattern).OfType<IndexedPattern>()];
            var weights = current.Weights.With(added.Select(pattern => pattern.NGramUnion), removed.Select(pattern => pattern.NGramUnion));
            var wordings = current.Wordings + added.Sum(pattern => pattern.WordingCount) - removed.Sum(pattern => pattern.WordingCount);
            current = new Snapshot([.. segments], weights, places.Count, wordings);
        }
    }

    /// <param name="text">As the customer wrote it.</param>
    /// <param name="vector">The encoder's for the text; null without an encoder.</param>
    /// <param name="count">How many candidates at most; no more than <see cref="MostCandidates"/>.</param>
    /// <returns>The best first, of equals the smaller id; empty if the text has no content or nothing is indexed.</returns>
    public IReadOnlyList<PatternCandidate> Find(string text, float[]? vector, int count) => Find(text, vector, count, ShortlistFor);

    /// <summary>Compares with every pattern: what the shortlist is held to.</summary>
    internal IReadOnlyList<PatternCandidate> FindAmongAll(string text, float[]? vector, int count) =>
        Find(text, vector, count, (_, snapshot) => snapshot.Segments.SelectMany(segment => segment.Patterns));

    private IReadOnlyList<PatternCandidate> Find(
        string text, float[]? vector, int count, Func<Question, Snapshot, IEnumerable<IndexedPattern>> choose)
    {
        var snapshot = current;
        var normalised = MessageNormaliser.Normalise(text);
        if (normalised.Length == 0 || snapshot.Patterns == 0)
        {
            return [];
        }

        using var question = new Question(normalised, vector is null || dimensions == 0 ? new float[dimensions] : space.Map(vector), snapshot.Weights);
        return [.. choose(question, snapshot)
            .Select(pattern => pattern.Compare(question))
            .OrderByDescending(candidate => candidate.Similarity)
            .ThenBy(candidate => candidate.PatternId)
            .Take(count)];
    }

    private static IEnumerable<IndexedPattern> ShortlistFor(Question question, Snapshot snapshot)
    {
        var (byMeaning, byNGrams) = (new BestPatterns(Shortlist), new BestPatterns(Shortlist));
        var followed = MostTelling(question.NGramSet, snapshot.Weights);
        foreach (var segment in snapshot.Segments)
        {
            segment.OfferByNGrams(followed, snapshot.Weights, byNGrams);
            if (question.MeaningShare > 0)
            {
                segment.OfferByMeaning(question, byMeaning);
            }
        }

        return byMeaning.Patterns.Union(byNGrams.Patterns);
    }

    private static ushort[] MostTelling(ushort[] ngrams, NGramWeights weights)
    {
        var read = 0;
        return [.. ngrams.OrderBy(weights.PatternsWith).TakeWhile((ngram, index) => (read += weights.PatternsWith(ngram)) <= PostingBudget || index < FewestFollowed)];
    }

    private int TakePlace()
    {
        if (free.Count == 0)
        {
            return places.Count;
        }

        var place = free.Min;
        free.Remove(place);
        return place;
    }

    private sealed record Snapshot(IndexSegment[] Segments, NGramWeights Weights, int Patterns, int Wordings);
}
