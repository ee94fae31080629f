using System.ComponentModel.DataAnnotations;
using PatternFunctions.Access;

namespace PatternFunctions.Review;

public sealed record ListQueueQuery
{
    [OneOf("pending", "approved", "modified", "rejected", "expired", "superseded", "cancelled")]
    public string Status { get; set; } = "pending";

    [OneOf("suggestion", "approval", "attention")]
    public string? Kind { get; init; }

    public long? PatternId { get; init; }

    public long? ConversationId { get; init; }

    /// <summary>expiry: what expires soonest comes first.</summary>
    [OneOf("newest", "oldest", "expiry")]
    public string Sort { get; set; } = "newest";

    [Range(1, 500)]
    public int Limit { get; set; } = 100;

    [MaxLength(100)]
    public string? Cursor { get; init; }
}
