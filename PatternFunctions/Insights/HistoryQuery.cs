using System.ComponentModel.DataAnnotations;
using PatternFunctions.Access;

namespace PatternFunctions.Insights;

public sealed record HistoryQuery
{
    public long? PatternId { get; init; }

    public long? ConversationId { get; init; }

    [OneOf("auto", "suggest", "queue", "shadow")]
    public string? Mode { get; init; }

    [OneOf("pending", "observed", "approved", "modified", "rejected", "sent", "confirmed", "contradicted", "expired", "superseded", "cancelled", "failed")]
    public string? Outcome { get; init; }

    [Range(1, 500)]
    public int Limit { get; set; } = 100;

    [MaxLength(100)]
    public string? Cursor { get; init; }
}

/// <param name="NextCursor">For the next page; null after the last one.</param>
public sealed record HistoryPage(IReadOnlyList<HistoryEntry> Items, string? NextCursor);
