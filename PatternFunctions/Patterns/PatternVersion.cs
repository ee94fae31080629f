using Npgsql;
using PatternFunctions.Decisions;
using PatternFunctions.Storage;

namespace PatternFunctions.Patterns;

/// <summary>A text that a pattern has, had, or might have, with the verdicts that are its own.</summary>
public sealed record PatternVersion
{
    public const string Columns = "version, response_template, status, approved_count, modified_count, rejected_count, created_by, created_at, adopted_at";

    public required int Version { get; init; }

    public required string ResponseTemplate { get; init; }

    /// <summary>current, proposed, former or dismissed.</summary>
    public required string Status { get; init; }

    public required int ApprovedCount { get; init; }

    public required int ModifiedCount { get; init; }

    public required int RejectedCount { get; init; }

    public double SuccessLowerBound => SuccessBound.Lower(ApprovedCount, ApprovedCount + ModifiedCount + RejectedCount);

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it became the current text the last time; null for the first one, and for one that never was.</summary>
    public DateTimeOffset? AdoptedAt { get; init; }

    public static PatternVersion Read(NpgsqlDataReader reader) => new()
    {
        Version = reader.GetInt32(0),
        ResponseTemplate = reader.GetString(1),
        Status = reader.GetString(2),
        ApprovedCount = reader.GetInt32(3),
        ModifiedCount = reader.GetInt32(4),
        RejectedCount = reader.GetInt32(5),
        CreatedBy = reader.GetString(6),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(7),
        AdoptedAt = reader.Nullable<DateTimeOffset?>(8),
    };
}

public sealed record PatternVersions(IReadOnlyList<PatternVersion> Items);
