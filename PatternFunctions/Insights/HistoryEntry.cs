using System.Text.Json;
using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Insights;

/// <summary>A row of <c>pattern_execution_history</c>: one question and what became of it. Times are UTC.</summary>
public sealed record HistoryEntry
{
    public const string Columns = """
        h.id, h.pattern_id, h.pattern_version, h.message_id, h.conversation_id, h.customer_message, h.confidence, h.match_kind,
        h.match_probability, h.decision_confidence, h.execution_mode, h.would_mode, h.outcome, h.response, h.operator,
        h.reasons::text, h.created_at, h.outcome_at
        """;

    public required long Id { get; init; }

    /// <summary>Null if nothing matched, or the pattern is no more.</summary>
    public long? PatternId { get; init; }

    public int? PatternVersion { get; init; }

    public required string MessageId { get; init; }

    public required long ConversationId { get; init; }

    public required string CustomerMessage { get; init; }

    /// <summary>The pattern's, at that time.</summary>
    public decimal? Confidence { get; init; }

    /// <summary>signature, similarity or none.</summary>
    public required string MatchKind { get; init; }

    public double? MatchProbability { get; init; }

    public required decimal DecisionConfidence { get; init; }

    /// <summary>auto, suggest, queue or shadow.</summary>
    public required string ExecutionMode { get; init; }

    /// <summary>What it would have been without shadow mode.</summary>
    public required string WouldMode { get; init; }

    public required string Outcome { get; init; }

    public string? Response { get; init; }

    public string? Operator { get; init; }

    /// <summary>The explanation: the match, each gate with its value, and all of it in one sentence.</summary>
    public required JsonElement Reasons { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? OutcomeAt { get; init; }

    public static HistoryEntry Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        PatternId = reader.Nullable<long?>(1),
        PatternVersion = reader.Nullable<int?>(2),
        MessageId = reader.GetString(3),
        ConversationId = reader.GetInt64(4),
        CustomerMessage = reader.GetString(5),
        Confidence = reader.Nullable<decimal?>(6),
        MatchKind = reader.GetString(7),
        // JSON has no word for what is not a number.
        MatchProbability = reader.Nullable<double?>(8) is { } probability && double.IsFinite(probability) ? probability : null,
        DecisionConfidence = reader.GetDecimal(9),
        ExecutionMode = reader.GetString(10),
        WouldMode = reader.GetString(11),
        Outcome = reader.GetString(12),
        Response = reader.Nullable<string>(13),
        Operator = reader.Nullable<string>(14),
        Reasons = JsonElement.Parse(reader.GetString(15)),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(16),
        OutcomeAt = reader.Nullable<DateTimeOffset?>(17),
    };
}
