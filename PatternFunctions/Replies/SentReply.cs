using Npgsql;
using PatternFunctions.OpenPhone;
using PatternFunctions.Storage;

namespace PatternFunctions.Replies;

/// <summary>The one place where a reply becomes sent, whoever finds it out: the call that sent it, its echo, or a search for it.</summary>
public static class SentReply
{
    /// <summary>
    /// The same words go out again and again: only a message of the time of the call is its own. Clocks differ a little.
    /// </summary>
    public static readonly TimeSpan Before = TimeSpan.FromMinutes(1);

    /// <summary>How long after the claim a message of ours can have been made.</summary>
    public static readonly TimeSpan After = TimeSpan.FromMinutes(5);

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
               OR (conversation_id = $2 AND btrim(text, E' \t\r\n') = $3
                   AND (status IN ('sending', 'unknown') OR status = 'failed' AND reason = $4)
                   AND $5 BETWEEN claimed_at - $6 AND claimed_at + $7)
            ORDER BY openphone_message_id = $1 DESC NULLS LAST, status = 'failed', id
            LIMIT 1
            """, message.MessageId, conversationId, message.Text.Trim(), NotFound, message.SentAt, Before, After).ScalarAsync<long>(cancellationToken);
        if (replyId == 0)
        {
            return false;
        }

        await RecordAsync(connection, replyId, message.MessageId, now, cancellationToken);
        return true;
    }

    /// <summary>
    /// What became of our text after it was sent: the carrier may refuse it later, and may take it at another try. A
    /// text that did not arrive is no execution.
    /// </summary>
    /// <returns>The reply that has just failed, if it is one of ours.</returns>
    public static async Task<long?> FollowStatusAsync(
        NpgsqlConnection connection, string messageId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var failed = await connection.Command("""
            WITH message AS (
                SELECT id, status IN ('failed', 'undelivered') AS is_lost, concat_ws(' ', status, error_code) AS reason
                FROM conversation_messages
                WHERE id = $1 AND direction = 'outgoing'
            ), reply AS (
                UPDATE outbound_replies r
                SET status = CASE WHEN m.is_lost THEN 'failed' ELSE 'sent' END, reason = CASE WHEN m.is_lost THEN m.reason END, finished_at = $2
                FROM message m
                WHERE r.openphone_message_id = m.id AND r.status = CASE WHEN m.is_lost THEN 'sent' ELSE 'failed' END
                RETURNING r.id, r.execution_id, r.kind, m.is_lost
            ), execution AS (
                UPDATE pattern_execution_history h
                -- A later judgement of an automatic reply stands.
                SET outcome = CASE WHEN h.outcome IN ('confirmed', 'contradicted') THEN h.outcome
                                   WHEN r.is_lost THEN 'failed' WHEN r.kind = 'auto' THEN 'sent' ELSE r.kind END,
                    outcome_at = $2
                FROM reply r
                WHERE h.id = r.execution_id
                RETURNING h.pattern_id, r.is_lost
            ), pattern AS (
                UPDATE decision_patterns p
                SET execution_count = GREATEST(0, p.execution_count + CASE WHEN e.is_lost THEN -1 ELSE 1 END)
                FROM execution e
                WHERE p.id = e.pattern_id
            )
            SELECT r.id, r.execution_id, m.reason FROM reply r, message m WHERE r.is_lost
            """, messageId, now).FirstOrDefaultAsync(
            reader => new Undelivered(reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2)), cancellationToken);
        if (failed is not null)
        {
            await Handover.TellOperatorsAsync(
                connection, failed.ExecutionId, $"Not delivered: the carrier did not take it ({failed.Reason}).", now, cancellationToken);
        }

        return failed?.ReplyId;
    }

    private sealed record Undelivered(long ReplyId, long ExecutionId, string Reason);

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
                -- A judgement stands, even if the automatic reply is found to have been sent after all, or a person's text follows it.
                SET outcome = CASE WHEN h.outcome = 'contradicted'
                                     OR s.kind = 'auto' AND EXISTS (SELECT FROM confidence_changes e WHERE e.execution_id = h.id) THEN h.outcome
                                   WHEN s.kind = 'auto' THEN 'sent' ELSE s.kind END,
                    outcome_at = CASE WHEN s.kind = 'auto' THEN $3 ELSE h.outcome_at END,
                    response = CASE WHEN h.outcome = 'contradicted' THEN h.response ELSE s.text END
                FROM sent s
                WHERE h.id = s.execution_id
                RETURNING h.pattern_id
            ), answered AS (
                -- Operators had been told that it was not sent.
                UPDATE pattern_execution_queue q
                SET status = 'superseded', reason = 'sent_after_all', decided_at = $3
                FROM sent s
                WHERE q.execution_id = s.execution_id AND q.status = 'pending'
            ), withdrawn AS (
                UPDATE outbound_replies r
                SET status = 'cancelled', reason = 'sent_after_all', finished_at = $3
                FROM sent s
                WHERE r.execution_id = s.execution_id AND r.id <> $1 AND r.status = 'scheduled'
            )
            UPDATE decision_patterns
            SET execution_count = execution_count + 1, last_used_at = GREATEST(last_used_at, $3)
            WHERE id IN (SELECT pattern_id FROM executed)
            """, replyId, messageId, now, NotFound).ExecuteAsync(cancellationToken);
}
