namespace PatternFunctions.WebConsole.Patterns;

public sealed record PatternListModel
{
    public required IReadOnlyList<PatternListRow> Rows { get; init; }

    public string? Text { get; init; }

    public string? Type { get; init; }

    /// <summary>active, inactive, proposals or retired; null for all that are not retired.</summary>
    public string? State { get; init; }

    /// <summary>newest, confidence or used.</summary>
    public required string Sort { get; init; }

    public required IReadOnlyList<string> Types { get; init; }

    /// <summary>For how many of all a person should decide: a text is proposed, or another one asks much the same.</summary>
    public int Undecided { get; init; }

    /// <summary>The address of the next page.</summary>
    public string? Next { get; init; }

    public bool IsFiltered => Text is not null || Type is not null || State is not null;
}

public sealed record PatternListRow
{
    public required long Id { get; init; }

    public required string Question { get; init; }

    public required string Answer { get; init; }

    public required string Type { get; init; }

    public required PatternStanding Standing { get; init; }

    /// <summary>How many conditions keep it from answering by itself, if it is switched on.</summary>
    public int? Missing { get; init; }

    /// <summary>Somebody has to do something for each answer.</summary>
    public bool IsNever { get; init; }

    public required double Confidence { get; init; }

    public required int Approved { get; init; }

    public required int Modified { get; init; }

    public required int Rejected { get; init; }

    /// <summary>What the evidence of the current version proves.</summary>
    public required double LowerBound { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Texts that operators' answers propose.</summary>
    public int Proposals { get; init; }

    /// <summary>An older one that asks much the same.</summary>
    public long? SimilarTo { get; init; }

    /// <summary>After each of the last events, oldest first.</summary>
    public required IReadOnlyList<double> Trend { get; init; }
}

/// <summary>What a pattern may do.</summary>
public enum PatternStanding
{
    /// <summary>Suggested and queued, as its confidence has it.</summary>
    Learning,

    /// <summary>Answers by itself, as far as the conditions hold.</summary>
    Active,

    /// <summary>Matched no more.</summary>
    Retired,
}
