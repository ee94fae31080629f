using Npgsql;
using PatternFunctions.Patterns;
using PatternFunctions.Storage;

namespace PatternFunctions.Replies;

/// <summary>
/// An approval that is taken back while its text waits, within the caller's transaction: the question waits again, and
/// nothing has been learned from it. Both stay on record.
/// </summary>
internal static class TakenBack
{
    /// <param name="connection">Holds the locks of the conversation and of the reply.</param>
    /// <param name="executionId">Whose reply is cancelled.</param>
    /// <param name="actor">Who takes it back.</param>
    /// <param name="expiresAt">Until when the question waits, at least.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task ReopenAsync(
        NpgsqlConnection connection, long executionId, string actor, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var approval = await connection.Command("""
            SELECT id, pattern_id, customer_message, decided_at
            FROM pattern_execution_queue
            WHERE execution_id = $1 AND status IN ('approved', 'modified')
            ORDER BY decided_at DESC, id DESC
            LIMIT 1
            FOR NO KEY UPDATE
            """, executionId).FirstOrDefaultAsync(
            reader => new Approval(reader.GetInt64(0), reader.Nullable<long?>(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3)), cancellationToken);
        if (approval is null)
        {
            return;
        }

        // The key stays: the same request, come late, is not a new approval.
        await connection.Command("""
            WITH reopened AS (
                UPDATE pattern_execution_queue
                SET status = 'pending', final_response = NULL, decided_by = NULL, decided_at = NULL, expires_at = GREATEST(expires_at, $2)
                WHERE id = $1
                RETURNING execution_id, proposed_response
            )
            UPDATE pattern_execution_history h
            SET outcome = CASE WHEN h.outcome = 'contradicted' THEN h.outcome ELSE 'pending' END, response = r.proposed_response, operator = NULL, outcome_at = NULL
            FROM reopened r
            WHERE h.id = r.execution_id
            """, approval.QueueId, expiresAt).ExecuteAsync(cancellationToken);
        await PatternVerdicts.UndoAsync(connection, executionId, approval.At, actor, now, cancellationToken);
        if (approval.PatternId is { } patternId)
        {
            await Wordings.ForgetApprovalAsync(connection, patternId, approval.CustomerMessage, approval.At, cancellationToken);
        }
    }

    private sealed record Approval(long QueueId, long? PatternId, string CustomerMessage, DateTimeOffset At);
}
