using Npgsql;
using PatternFunctions.Conversations;
using PatternFunctions.Decisions;
using PatternFunctions.Storage;
using MatchHead = PatternFunctions.Matching.MatchHead;

namespace PatternFunctions.Replies;

/// <summary>A text that has not been sent yet, with the question that it answers and how that was matched.</summary>
public sealed record ScheduledReply
{
    public required long Id { get; init; }

    public required long ExecutionId { get; init; }

    public required long ConversationId { get; init; }

    /// <summary>No person has approved it.</summary>
    public required bool IsAutomatic { get; init; }

    public required string Text { get; init; }

    /// <summary>When it was decided, or approved.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required string PhoneNumberId { get; init; }

    /// <summary>E.164; null for a group or a withheld number.</summary>
    public string? CustomerPhone { get; init; }

    public long? PatternId { get; init; }

    /// <summary>As it was when the reply was composed.</summary>
    public int? PatternVersion { get; init; }

    public required MatchedPattern Match { get; init; }

    public required Question Question { get; init; }

    /// <returns>Null if it is scheduled no longer. Locks the conversation, then the reply.</returns>
    public static async Task<ScheduledReply?> ReadLockedAsync(NpgsqlConnection connection, long replyId, CancellationToken cancellationToken)
    {
        await connection.Command("""
            SELECT id
            FROM conversations
            WHERE id = (SELECT conversation_id FROM outbound_replies WHERE id = $1)
            FOR NO KEY UPDATE
            """, replyId).ScalarAsync<long>(cancellationToken);
        return await connection.Command("""
            SELECT r.execution_id, r.conversation_id, r.kind = 'auto', r.text, r.due_at, c.phone_number_id, c.customer_phone,
                   h.pattern_id, h.pattern_version, h.match_kind, h.similarity, h.margin, h.match_probability, h.match_head, h.match_model,
                   h.message_id, h.customer_message, q.media_count, q.sent_at, q.received_at, r.id, r.created_at
            FROM outbound_replies r
            JOIN conversations c ON c.id = r.conversation_id
            JOIN pattern_execution_history h ON h.id = r.execution_id
            CROSS JOIN LATERAL (
                SELECT sum(m.media_count)::int AS media_count, max(m.sent_at) AS sent_at, max(m.received_at) AS received_at
                FROM conversation_messages m
                WHERE m.conversation_id = r.conversation_id AND m.burst_id = h.message_id
            ) q
            WHERE r.id = $1 AND r.status = 'scheduled'
            FOR NO KEY UPDATE OF r
            """, replyId).FirstOrDefaultAsync(Read, cancellationToken);
    }

    private static ScheduledReply Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(20),
        ExecutionId = reader.GetInt64(0),
        ConversationId = reader.GetInt64(1),
        IsAutomatic = reader.GetBoolean(2),
        Text = reader.GetString(3),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(21),
        DueAt = reader.GetFieldValue<DateTimeOffset>(4),
        PhoneNumberId = reader.GetString(5),
        CustomerPhone = reader.Nullable<string>(6),
        PatternId = reader.Nullable<long?>(7),
        PatternVersion = reader.Nullable<int?>(8),
        Match = new MatchedPattern
        {
            Kind = Enum.Parse<MatchKind>(reader.GetString(9), ignoreCase: true),
            Similarity = reader.Nullable<double>(10),
            Margin = reader.Nullable<double>(11),
            Probability = reader.Nullable<double>(12),
            Head = reader.Nullable<string>(13) is { } head ? Enum.Parse<MatchHead>(head, ignoreCase: true) : null,
            Model = reader.Nullable<long?>(14),
        },
        Question = new Question([new CustomerText(
            reader.GetString(15), reader.GetString(16), reader.Nullable<int>(17),
            reader.Nullable<DateTimeOffset>(18), reader.Nullable<DateTimeOffset>(19))]),
    };
}
