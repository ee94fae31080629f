using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Learning;

/// <summary>One question and what a person answered, as people see it. Times are UTC.</summary>
public sealed record ExampleDetails
{
    public const string Columns = """
        e.id, e.customer_message, e.operator_response, e.status, e.reason, e.weight, e.source, e.pattern_id, e.pattern_version,
        e.conversation_id, operator_name(e.operator), e.attempts, e.next_attempt_at, e.created_at
        """;

    public required long Id { get; init; }

    public required string CustomerMessage { get; init; }

    public required string OperatorResponse { get; init; }

    /// <summary>waiting, learned (a pattern began with it), evidence, not_reusable or refused.</summary>
    public required string Status { get; init; }

    /// <summary>Why it waits, teaches nothing or was refused, as codes.</summary>
    public string? Reason { get; init; }

    /// <summary>0 to 1: how much it can teach.</summary>
    public required decimal Weight { get; init; }

    public required string Source { get; init; }

    public long? PatternId { get; init; }

    /// <summary>The version that says what the operator said; null if none does.</summary>
    public int? PatternVersion { get; init; }

    public long? ConversationId { get; init; }

    /// <summary>Who answered: by name, if that is known, or OpenPhone's id.</summary>
    public string? Operator { get; init; }

    public required int Attempts { get; init; }

    public DateTimeOffset? NextAttemptAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public static ExampleDetails Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        CustomerMessage = reader.GetString(1),
        OperatorResponse = reader.GetString(2),
        Status = reader.GetString(3),
        Reason = reader.Nullable<string>(4),
        Weight = reader.GetDecimal(5),
        Source = reader.GetString(6),
        PatternId = reader.Nullable<long?>(7),
        PatternVersion = reader.Nullable<int?>(8),
        ConversationId = reader.Nullable<long?>(9),
        Operator = reader.Nullable<string>(10),
        Attempts = reader.GetInt32(11),
        NextAttemptAt = reader.Nullable<DateTimeOffset?>(12),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(13),
    };
}

/// <param name="NextCursor">For the next page; null after the last one.</param>
public sealed record ExamplePage(IReadOnlyList<ExampleDetails> Items, string? NextCursor);
