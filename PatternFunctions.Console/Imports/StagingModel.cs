using PatternFunctions.WebConsole.Patterns;

namespace PatternFunctions.WebConsole.Imports;

/// <summary>What an import proposes, for people to decide in bulk.</summary>
public sealed record StagingModel
{
    public required long ImportId { get; init; }

    /// <summary>pending, set_aside, approved, rejected or grouped.</summary>
    public required string Status { get; init; }

    /// <summary>The most evidence first.</summary>
    public required IReadOnlyList<StagedRow> Rows { get; init; }

    /// <summary>By status.</summary>
    public required IReadOnlyDictionary<string, int> Counts { get; init; }

    public string? Next { get; init; }

    public bool CanDecide => Status is "pending" or "set_aside";
}

public sealed record StagedRow
{
    public required long Id { get; init; }

    public required string Status { get; init; }

    /// <summary>Why it was set aside.</summary>
    public string? Reason { get; init; }

    public required string Question { get; init; }

    /// <summary>Null before the analysis.</summary>
    public string? Template { get; init; }

    public string? Type { get; init; }

    public required int Pairs { get; init; }

    public required int Wordings { get; init; }

    public required int Operators { get; init; }

    /// <summary>The share of its answers that say the same as the typical one.</summary>
    public required double Alike { get; init; }

    public DateTimeOffset? LastAt { get; init; }

    /// <summary>A pattern that asks the same, or nearly.</summary>
    public long? DuplicateOf { get; init; }

    /// <summary>The pattern that came of it.</summary>
    public long? PatternId { get; init; }

    public string? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public IReadOnlyList<StagedExample> Examples { get; init; } = [];

    public bool IsOpen => Status is "pending" or "set_aside";
}

public sealed record StagedExample(string Question, string Answer);

/// <summary>One proposal, to be mended before it is decided.</summary>
public sealed record StagedModel(long ImportId, StagedRow Row, PatternForm Form, PatternChoices Choices, PreviewModel Preview);
