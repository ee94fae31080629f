using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Imports;

/// <summary>A row of <c>imports</c>: what is brought in, and how far that has come.</summary>
public sealed record ImportRow
{
    public const string Running = "running";
    public const string Waiting = "waiting";
    public const string Finished = "finished";
    public const string Cancelled = "cancelled";
    public const string RollingBack = "rolling_back";
    public const string RolledBack = "rolled_back";

    public const string Columns = """
        i.id, i.source, i.status, i.phase, i.position, i.done, i.total, i.phase_seconds, i.blob_name, i.since, i.until,
        i.rows_read, i.rows_added, i.rows_known, i.rows_left_out, i.rows_bad, i.pairs, i.groups, i.estimated_usd,
        i.stopped_because, i.created_by, i.created_at, i.updated_at, i.next_at, i.finished_at, i.api_version
        """;

    public required long Id { get; init; }

    public required string Source { get; init; }

    public required string Status { get; init; }

    public required string Phase { get; init; }

    /// <summary>Where the phase stands, in its own words.</summary>
    public required string Position { get; init; }

    /// <summary>Of the phase, in its own unit.</summary>
    public required long Done { get; init; }

    public long? Total { get; init; }

    /// <summary>For how long the phase has been at work, pauses and crashes not counted.</summary>
    public required double PhaseSeconds { get; init; }

    public string? BlobName { get; init; }

    public required DateTimeOffset Since { get; init; }

    public required DateTimeOffset Until { get; init; }

    public long RowsRead { get; init; }

    public long RowsAdded { get; init; }

    public long RowsKnown { get; init; }

    public long RowsLeftOut { get; init; }

    public long RowsBad { get; init; }

    public long Pairs { get; init; }

    public long Groups { get; init; }

    public decimal? EstimatedUsd { get; init; }

    public string? StoppedBecause { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required DateTimeOffset NextAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Of an import from OpenPhone itself.</summary>
    public string? ApiVersion { get; init; }

    public bool IsAtWork => Status is Running or RollingBack;

    /// <summary>The next phase, at its beginning.</summary>
    public ImportRow Begin(string phase, long? total = null) =>
        this with { Phase = phase, Position = "", Done = 0, Total = total, PhaseSeconds = 0 };

    public static ImportRow Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        Source = reader.GetString(1),
        Status = reader.GetString(2),
        Phase = reader.GetString(3),
        Position = reader.GetString(4),
        Done = reader.GetInt64(5),
        Total = reader.Nullable<long?>(6),
        PhaseSeconds = reader.GetDouble(7),
        BlobName = reader.Nullable<string>(8),
        Since = reader.GetFieldValue<DateTimeOffset>(9),
        Until = reader.GetFieldValue<DateTimeOffset>(10),
        RowsRead = reader.GetInt64(11),
        RowsAdded = reader.GetInt64(12),
        RowsKnown = reader.GetInt64(13),
        RowsLeftOut = reader.GetInt64(14),
        RowsBad = reader.GetInt64(15),
        Pairs = reader.GetInt64(16),
        Groups = reader.GetInt64(17),
        EstimatedUsd = reader.Nullable<decimal?>(18),
        StoppedBecause = reader.Nullable<string>(19),
        CreatedBy = reader.GetString(20),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(21),
        UpdatedAt = reader.GetFieldValue<DateTimeOffset>(22),
        NextAt = reader.GetFieldValue<DateTimeOffset>(23),
        FinishedAt = reader.Nullable<DateTimeOffset?>(24),
        ApiVersion = reader.Nullable<string>(25),
    };
}
