namespace PatternFunctions.Imports;

/// <summary>An import as people see it. Times are UTC.</summary>
public sealed record ImportState
{
    public required long Id { get; init; }

    /// <summary>messages, contacts or users (a file), or openphone (its API).</summary>
    public required string Source { get; init; }

    /// <summary>running, waiting (for an admin to start the analysis), finished, cancelled, rolling_back or rolled_back.</summary>
    public required string Status { get; init; }

    /// <summary>loading, pairing, grouping, analysing or rolling_back.</summary>
    public required string Phase { get; init; }

    /// <summary>How much of the phase is done, from 0 to 1; null while that is not known.</summary>
    public double? Progress { get; init; }

    /// <summary>Rows, conversations, wordings or groups in a second of this phase's work; null at its beginning.</summary>
    public double? RatePerSecond { get; init; }

    /// <summary>Of the phase, at this rate; null while that is not known.</summary>
    public double? SecondsLeft { get; init; }

    public required long RowsRead { get; init; }

    public required long RowsAdded { get; init; }

    /// <summary>Brought before, by live traffic or another import.</summary>
    public required long RowsKnown { get; init; }

    /// <summary>Outside the time that is asked for, or older than texts are kept (retention_days).</summary>
    public required long RowsLeftOut { get; init; }

    public required long RowsBad { get; init; }

    /// <summary>The first of the bad rows.</summary>
    public required IReadOnlyList<ImportProblem> Problems { get; init; }

    /// <summary>Questions with a person's answer.</summary>
    public required long Pairs { get; init; }

    public required long Groups { get; init; }

    /// <summary>US dollars that the analysis of all groups may cost, at most; known once they are made.</summary>
    public decimal? EstimatedUsd { get; init; }

    /// <summary>Why it was stopped, or what it waits for.</summary>
    public string? StoppedBecause { get; init; }

    /// <summary>Why the last attempt at a step failed; null if none did.</summary>
    public string? LastFailure { get; init; }

    public required DateTimeOffset Since { get; init; }

    public required DateTimeOffset Until { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public static ImportState Of(ImportRow row, IReadOnlyList<ImportProblem> problems, string? lastFailure)
    {
        ArgumentNullException.ThrowIfNull(row);
        var isMeasured = row is { IsAtWork: true, PhaseSeconds: > 0, Done: > 0 };
        // Progress may be counted in bytes, or in what work costs, which tells nobody anything as a rate.
        var work = row.Phase switch
        {
            "loading" => row.RowsRead,
            "grouping" => long.TryParse(row.Position, out var wordings) ? wordings : 0,
            _ => row.Done,
        };
        return new ImportState
        {
            Id = row.Id,
            Source = row.Source,
            Status = row.Status,
            Phase = row.Phase,
            Progress = row.Status is ImportRow.Finished ? 1 : row.Total is > 0 ? Math.Min(1, row.Done / (double)row.Total) : null,
            RatePerSecond = isMeasured && work > 0 ? Math.Round(work / row.PhaseSeconds, 2) : null,
            SecondsLeft = isMeasured && row.Total is { } total ? Math.Round(Math.Max(0, total - row.Done) * row.PhaseSeconds / row.Done, 1) : null,
            RowsRead = row.RowsRead,
            RowsAdded = row.RowsAdded,
            RowsKnown = row.RowsKnown,
            RowsLeftOut = row.RowsLeftOut,
            RowsBad = row.RowsBad,
            Problems = problems,
            Pairs = row.Pairs,
            Groups = row.Groups,
            EstimatedUsd = row.EstimatedUsd,
            StoppedBecause = row.StoppedBecause,
            LastFailure = lastFailure,
            Since = row.Since,
            Until = row.Until,
            CreatedBy = row.CreatedBy,
            CreatedAt = row.CreatedAt,
            UpdatedAt = row.UpdatedAt,
            FinishedAt = row.FinishedAt,
        };
    }
}

/// <param name="Line">In the file, counted from 1.</param>
public sealed record ImportProblem(long Line, string Reason);

/// <param name="Items">The newest first.</param>
public sealed record ImportList(IReadOnlyList<ImportState> Items);
