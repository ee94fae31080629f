namespace PatternFunctions.Patterns;

/// <param name="NextCursor">For the next page; null after the last one.</param>
public sealed record PatternPage(IReadOnlyList<PatternDetails> Items, string? NextCursor)
{
    public static PatternPage Of(IReadOnlyList<PatternDetails> items, ListPatternsQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new(items, items.Count == query.Limit ? PatternCatalog.CursorAfter(items[^1], query.Sort).ToString() : null);
    }
}
