using System.ComponentModel.DataAnnotations;
using PatternFunctions.Access;

namespace PatternFunctions.Learning;

public sealed record ListExamplesQuery
{
    /// <summary>The pattern that came of it, or that it is evidence for.</summary>
    public long? PatternId { get; init; }

    [OneOf("waiting", "learned", "evidence", "not_reusable", "refused")]
    public string? Status { get; init; }

    [Range(1, 500)]
    public int Limit { get; set; } = 100;

    [MaxLength(100)]
    public string? Cursor { get; init; }
}
