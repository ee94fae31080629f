using System.ComponentModel.DataAnnotations;

namespace PatternFunctions.Access;

public sealed record ListAuditQuery
{
    [MaxLength(100)]
    public string? Actor { get; init; }

    [MaxLength(100)]
    public string? Action { get; init; }

    [MaxLength(200)]
    public string? Subject { get; init; }

    /// <summary>json: a page, newest first. jsonl: everything, oldest first, an entry a line.</summary>
    [OneOf("json", "jsonl")]
    public string Format { get; set; } = "json";

    [Range(1, 500)]
    public int Limit { get; set; } = 100;

    [MaxLength(100)]
    public string? Cursor { get; init; }
}
