using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Insights;

/// <summary>How long customers waited for the first answer: those whom we answered, or helped to answer, and the others.</summary>
internal static class FirstAnswers
{
    /// <returns>By way: automatic, approved, modified, by hand; and summed up for those with us.</returns>
    public static Task<List<AnswerTimes>> ReadAsync(NpgsqlConnection connection, InsightsSpan span, CancellationToken cancellationToken) =>
        // A text of a day later answers something else.
        connection.Command("""
            WITH answered AS (
                SELECT COALESCE(r.kind, 'hand') AS way, r.kind IS NOT NULL AS is_ours, extract(epoch FROM a.sent_at - q.sent_at)::float8 AS seconds
                FROM pattern_execution_history h
                JOIN conversation_messages q ON q.id = h.message_id
                CROSS JOIN LATERAL (
                    SELECT m.id, m.sent_at
                    FROM conversation_messages m
                    WHERE m.conversation_id = h.conversation_id AND m.sender IN ('operator', 'automation')
                      AND m.sent_at > q.sent_at AND m.sent_at < q.sent_at + interval '1 day'
                    ORDER BY m.sent_at, m.id
                    LIMIT 1) a
                LEFT JOIN outbound_replies r ON r.openphone_message_id = a.id
                WHERE h.created_at >= $1 AND h.created_at < $2
            )
            SELECT COALESCE(way, 'ours'), count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds), percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds)
            FROM answered
            GROUP BY GROUPING SETS ((way), (is_ours))
            HAVING way IS NOT NULL OR is_ours
            """, span.Since, span.Until).ListAsync(
            reader => new AnswerTimes(reader.GetString(0), reader.GetInt32(1), reader.GetDouble(2), reader.GetDouble(3)), cancellationToken);
}

/// <param name="Way">auto, approved or modified; ours for these three together; hand for a person's own text.</param>
/// <param name="SlowSeconds">Nine of ten were faster.</param>
public sealed record AnswerTimes(string Way, int Answered, double MedianSeconds, double SlowSeconds);
