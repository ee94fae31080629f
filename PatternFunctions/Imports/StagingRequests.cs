using System.ComponentModel.DataAnnotations;
using PatternFunctions.Access;

namespace PatternFunctions.Imports;

public sealed record StagingQuery
{
    [OneOf("grouped", "pending", "set_aside", "approved", "rejected")]
    public string? Status { get; init; }

    [Range(1, 500)]
    public int Limit { get; set; } = 100;

    [MaxLength(100)]
    public string? Cursor { get; init; }
}

/// <summary>Which proposals are meant: all that are pending and have so much evidence. Those that are marked as duplicates are left to a person.</summary>
public sealed record BulkStagingRequest
{
    [Range(1, 1_000_000)]
    public int MinPairs { get; set; } = 1;

    /// <summary>Per cent of its answers that say the same as the typical one.</summary>
    [Range(0, 100)]
    public int MinAlikePercent { get; set; }
}

/// <param name="Decided">Rows of the staging.</param>
/// <param name="Left">Rows that could not be approved, such as those whose words a pattern has already.</param>
public sealed record BulkStagingResult(IReadOnlyList<long> Decided, IReadOnlyList<long> Left);
