using System.Text.Json.Serialization;
using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Review;

/// <summary>A row of <c>pattern_execution_queue</c>, as operators see it. Times are UTC.</summary>
public sealed record QueueItem
{
    public const string Columns = """
        q.id, q.execution_id, q.pattern_id, q.pattern_version, q.conversation_id, q.message_id, q.customer_message, q.kind,
        q.status, q.proposed_response, q.unfilled, q.final_response, q.reason, q.decided_by, q.decided_at, q.expires_at, q.created_at,
        q.idempotency_key
        """;

    public required long Id { get; init; }

    public required long ExecutionId { get; init; }

    /// <summary>Null if no pattern fits and a person is asked all the same.</summary>
    public long? PatternId { get; init; }

    public int? PatternVersion { get; init; }

    public required long ConversationId { get; init; }

    public required string MessageId { get; init; }

    public required string CustomerMessage { get; init; }

    /// <summary>suggestion, approval or attention.</summary>
    public required string Kind { get; init; }

    /// <summary>pending, approved, modified, rejected, expired, superseded or cancelled.</summary>
    public required string Status { get; init; }

    public string? ProposedResponse { get; init; }

    /// <summary>The variables for which the proposed response has a blank.</summary>
    public required IReadOnlyList<string> Unfilled { get; init; }

    public string? FinalResponse { get; init; }

    public string? Reason { get; init; }

    public string? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    [JsonIgnore]
    public string? IdempotencyKey { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public static QueueItem Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        ExecutionId = reader.GetInt64(1),
        PatternId = reader.Nullable<long?>(2),
        PatternVersion = reader.Nullable<int?>(3),
        ConversationId = reader.GetInt64(4),
        MessageId = reader.GetString(5),
        CustomerMessage = reader.GetString(6),
        Kind = reader.GetString(7),
        Status = reader.GetString(8),
        ProposedResponse = reader.Nullable<string>(9),
        Unfilled = reader.GetFieldValue<string[]>(10),
        FinalResponse = reader.Nullable<string>(11),
        Reason = reader.Nullable<string>(12),
        DecidedBy = reader.Nullable<string>(13),
        DecidedAt = reader.Nullable<DateTimeOffset?>(14),
        ExpiresAt = reader.GetFieldValue<DateTimeOffset>(15),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(16),
        IdempotencyKey = reader.Nullable<string>(17),
    };
}
