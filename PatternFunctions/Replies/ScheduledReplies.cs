using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Replies;

/// <summary>The automatic replies of a conversation that still wait.</summary>
public static class ScheduledReplies
{
    private const string Cancel = """
        WITH overtaken AS (
            UPDATE outbound_replies r
            SET status = CASE WHEN r.status = 'scheduled' THEN 'cancelled' ELSE r.status END,
                reason = $2,
                finished_at = CASE WHEN r.status = 'scheduled' THEN $3 END
            FROM pattern_execution_history h
            JOIN conversation_messages m ON m.id = h.message_id
            WHERE r.conversation_id = $1 AND r.kind = 'auto' AND r.status IN ('scheduled', 'sending')
              AND h.id = r.execution_id AND ($4::timestamptz IS NULL OR m.sent_at <= $4)
            RETURNING r.execution_id, r.status
        )
        UPDATE pattern_execution_history
        SET outcome = 'cancelled', outcome_at = $3
        WHERE id IN (SELECT execution_id FROM overtaken WHERE status = 'cancelled')
        RETURNING id
        """;

    /// <summary>
    /// Takes them back, within the caller's transaction, which has locked the conversation. One whose call is under way
    /// is marked, so that it is not tried again if OpenPhone does not take it this time.
    /// </summary>
    /// <param name="upTo">Replies to questions that began by then; null means all.</param>
    /// <returns>Their executions.</returns>
    public static Task<List<long>> CancelAutomaticAsync(
        NpgsqlConnection connection, long conversationId, DateTimeOffset? upTo, string reason, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        connection.Command(Cancel, conversationId, reason, now, upTo).ListAsync(reader => reader.GetInt64(0), cancellationToken);

    /// <summary>The same within a round trip with others; its rows are the executions.</summary>
    public static void AddTo(NpgsqlBatch batch, long conversationId, DateTimeOffset? upTo, string reason, DateTimeOffset now) =>
        batch.Add(Cancel, conversationId, reason, now, upTo);
}
