namespace PatternFunctions.Access;

/// <param name="NextCursor">For the next page; null after the last one.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Items, string? NextCursor)
{
    public static AuditPage Of(IReadOnlyList<AuditEntry> items, int limit) =>
        new(items, items.Count == limit ? new Cursor(0, items[^1].Id).ToString() : null);
}
