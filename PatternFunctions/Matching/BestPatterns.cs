namespace PatternFunctions.Matching;

/// <summary>Keeps the best few of many patterns; of equals those with the smaller ids, in whatever order they come.</summary>
internal sealed class BestPatterns(int capacity)
{
    private readonly List<(float Score, IndexedPattern Pattern)> kept = new(capacity);

    /// <summary>A score below this need not be offered.</summary>
    public float Threshold { get; private set; } = float.NegativeInfinity;

    public IEnumerable<IndexedPattern> Patterns => kept.Select(entry => entry.Pattern);

    public void Offer(float score, IndexedPattern pattern)
    {
        var place = kept.Count;
        while (place > 0 && IsBetter(score, pattern, kept[place - 1]))
        {
            place--;
        }

        if (place >= capacity)
        {
            return;
        }

        if (kept.Count == capacity)
        {
            kept.RemoveAt(capacity - 1);
        }

        kept.Insert(place, (score, pattern));
        if (kept.Count == capacity)
        {
            Threshold = kept[^1].Score;
        }
    }

    private static bool IsBetter(float score, IndexedPattern pattern, (float Score, IndexedPattern Pattern) other) =>
        score > other.Score || (score == other.Score && pattern.Id < other.Pattern.Id);
}
