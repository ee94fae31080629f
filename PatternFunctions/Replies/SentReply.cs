using Npgsql;
using PatternFunctions.OpenPhone;
using PatternFunctions.Storage;

namespace PatternFunctions.Replies;

/// <summary>The one place where a reply becomes sent, whoever finds it out: the call that sent it, its echo, or a search for it.</summary>
public static class SentReply
{
    /// <summary>A text of which OpenPhone knew nothing, until it did.</summary>
    public const string NotFound = "not_found_at_openphone";

    /// <summary>
    /// Whether an outgoing message is ours, by its id; or, while a call is under way or its end is not known, by its
    /// text: the echo may come before the answer that tells us the id, or long after we have given up.
    /// </summary>
    public static async Task<bool> RecogniseAsync(
        NpgsqlConnection connection, long conversationId, MessageEvent message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var replyId = await connection.Command("""
            SELECT id
            FROM outbound_replies
            WHERE openphone_message_id = $1
               OR (conversation_id = $2 AND text = $3
                   AND (status IN ('sending', 'unknown') OR status = 'failed' AND reason = $4))
            ORDER BY openphone_message_id = $1 DESC NULLS LAST, id
            LIMIT 1
            """, message.MessageId, conversationId, message.Text, NotFound).ScalarAsync<long>(cancellationToken);
        if (replyId == 0)
        {
            return false;
        }

        await RecordAsync(connection, replyId, message.MessageId, now, cancellationToken);
        return true;
    }

    /// <summary>Counts the execution and keeps the id; does nothing if that has been done.</summary>
    public static Task RecordAsync(
        NpgsqlConnection connection, long replyId, string messageId, DateTimeOffset now, CancellationToken cancellationToken) =>
        connection.Command("""
            WITH sent AS (
                UPDATE outbound_replies
                SET status = 'sent', openphone_message_id = $2, reason = NULL, finished_at = $3
                WHERE id = $1 AND (status IN ('sending', 'unknown') OR status = 'failed' AND reason = $4)
                RETURNING execution_id, kind, text
            ), executed AS (
                UPDATE pattern_execution_history h
                SET outcome = CASE WHEN s.kind = 'auto' THEN 'sent' ELSE s.kind END,
                    outcome_at = CASE WHEN s.kind = 'auto' THEN $3 ELSE h.outcome_at END,
                    response = s.text
                FROM sent s
                WHERE h.id = s.execution_id
                RETURNING h.pattern_id
            )
            UPDATE decision_patterns
            SET execution_count = execution_count + 1, last_used_at = GREATEST(last_used_at, $3)
            WHERE id IN (SELECT pattern_id FROM executed)
            """, replyId, messageId, now, NotFound).ExecuteAsync(cancellationToken);
}
