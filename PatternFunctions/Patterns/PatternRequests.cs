using System.ComponentModel.DataAnnotations;
using PatternFunctions.Access;
using PatternFunctions.Learning;

namespace PatternFunctions.Patterns;

public sealed record ListPatternsQuery
{
    [MaxLength(40)]
    public string? Type { get; init; }

    public bool? IsActive { get; init; }

    /// <summary>Of the question or the answer.</summary>
    [MinLength(1), MaxLength(200)]
    public string? Text { get; init; }

    /// <summary>Retired ones instead of the others.</summary>
    public bool Retired { get; init; }

    /// <summary>Only those for which a person should decide: a version is proposed, or another pattern asks much the same.</summary>
    public bool Proposals { get; init; }

    [OneOf("newest", "confidence", "used")]
    public string Sort { get; set; } = "newest";

    [Range(1, 500)]
    public int Limit { get; set; } = 100;

    [MaxLength(100)]
    public string? Cursor { get; init; }
}

/// <summary>A pattern by hand. It begins as any other: inactive, at 0.50.</summary>
public sealed record CreatePatternRequest
{
    /// <summary>One of the built-in types or of <c>pattern_types</c>.</summary>
    [Required, MaxLength(40)]
    public string? PatternType { get; init; }

    /// <summary>A customer's question.</summary>
    [Required, MaxLength(1600)]
    public string? TriggerText { get; init; }

    [MaxLength(20), Each(100)]
    public IReadOnlyList<string>? TriggerKeywords { get; init; }

    [Required, MaxLength(Template.MaxLength)]
    public string? ResponseTemplate { get; init; }

    /// <summary>What somebody has to do before the answer is true; found by rule if not given.</summary>
    [MaxLength(20), Each(100)]
    public IReadOnlyList<string>? RequiredActions { get; init; }
}

/// <summary>What is absent stays as it is. Of a pattern, another template is a new version, which has to prove itself afresh.</summary>
public sealed record EditPatternRequest
{
    /// <summary>One of the built-in types or of <c>pattern_types</c>.</summary>
    [MinLength(1), MaxLength(40)]
    public string? PatternType { get; init; }

    [MinLength(1), MaxLength(1600)]
    public string? TriggerText { get; init; }

    [MaxLength(20), Each(100)]
    public IReadOnlyList<string>? TriggerKeywords { get; init; }

    [MinLength(1), MaxLength(Template.MaxLength)]
    public string? ResponseTemplate { get; init; }

    [MaxLength(20), Each(100)]
    public IReadOnlyList<string>? RequiredActions { get; init; }
}

public sealed record MergePatternRequest
{
    /// <summary>The pattern that remains.</summary>
    [Required]
    public long? Into { get; init; }

    /// <summary>For those who look later.</summary>
    [MaxLength(500)]
    public string? Reason { get; init; }
}

/// <summary>A batch that has been reviewed.</summary>
public sealed record ActivatePatternsRequest
{
    /// <summary>The id of each pattern, with the ETag that it had when its evidence was read.</summary>
    [Required, MinLength(1), MaxLength(100)]
    public IReadOnlyDictionary<long, string>? Patterns { get; init; }

    /// <summary>For those who look later.</summary>
    [Required, MaxLength(500)]
    public string? Reason { get; init; }
}

public sealed record PatternReason
{
    /// <summary>For those who look later.</summary>
    [Required, MaxLength(500)]
    public string? Reason { get; init; }
}

public sealed record TestPatternsRequest
{
    [Required, MaxLength(4000)]
    public string? Message { get; init; }

    [MaxLength(100)]
    public string? CustomerName { get; init; }
}
