using Npgsql;
using PatternFunctions.OpenPhone;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Replies;

/// <summary>The texts to customers, from scheduled to sent.</summary>
public sealed class OutboundReplies(NpgsqlDataSource dataSource, TimeProvider clock)
{
    /// <summary>Checks every gate at this moment and takes the text, or cancels it, in one transaction.</summary>
    public async Task<ClaimOutcome> ClaimAsync(long replyId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var config = await ConfigStore.ReadAsync(connection, cancellationToken);
        var reply = await ScheduledReply.ReadLockedAsync(connection, replyId, cancellationToken);
        if (reply is null)
        {
            return new ClaimOutcome.AlreadyHandled();
        }

        if (reply.DueAt > now)
        {
            return new ClaimOutcome.NotDue(reply.DueAt);
        }

        var check = await SendCheck.EvaluateAsync(connection, reply, config, now, cancellationToken);
        if (check.Refusal is { } reason)
        {
            await connection.Command("""
                WITH cancelled AS (
                    UPDATE outbound_replies
                    SET status = 'cancelled', reason = $2, gates = $3::jsonb, finished_at = $4
                    WHERE id = $1
                    RETURNING execution_id
                )
                UPDATE pattern_execution_history
                SET outcome = 'cancelled', outcome_at = $4
                WHERE id IN (SELECT execution_id FROM cancelled)
                """, replyId, reason, check.GatesJson, now).ExecuteAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return new ClaimOutcome.Cancelled(reason);
        }

        await connection.Command("UPDATE outbound_replies SET status = 'sending', claimed_at = $2, gates = $3::jsonb WHERE id = $1",
            replyId, now, check.GatesJson).ExecuteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ClaimOutcome.Claimed(new SendRequest { From = reply.PhoneNumberId, To = reply.CustomerPhone!, Content = reply.Text });
    }

    /// <summary>Keeps our message under its id before its echo can be taken for a person's.</summary>
    public async Task MarkSentAsync(long replyId, string messageId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.Command("SELECT id FROM conversations WHERE id = (SELECT conversation_id FROM outbound_replies WHERE id = $1) FOR NO KEY UPDATE", replyId)
            .ScalarAsync<long>(cancellationToken);
        await SentReply.RecordAsync(connection, replyId, messageId, now, cancellationToken);
        await connection.Command("""
            INSERT INTO conversation_messages (id, conversation_id, direction, sender, text, status, sent_at, received_at)
            SELECT $2, conversation_id, 'outgoing', 'automation', text, 'queued', $3, $3
            FROM outbound_replies
            WHERE id = $1
            ON CONFLICT (id) DO NOTHING
            """, replyId, messageId, now).ExecuteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>OpenPhone refused: a person has to change something first.</summary>
    public Task MarkFailedAsync(long replyId, string reason, CancellationToken cancellationToken) =>
        dataSource.Command("""
            WITH failed AS (
                UPDATE outbound_replies
                SET status = 'failed', reason = $2, finished_at = $3
                WHERE id = $1 AND status IN ('sending', 'unknown')
                RETURNING execution_id
            )
            UPDATE pattern_execution_history
            SET outcome = 'failed', outcome_at = $3
            WHERE id IN (SELECT execution_id FROM failed)
            """, replyId, reason, clock.GetUtcNow()).ExecuteAsync(cancellationToken);

    /// <summary>Perhaps sent: nobody sends it again before it has been looked for.</summary>
    public Task MarkUnknownAsync(long replyId, string reason, CancellationToken cancellationToken) =>
        dataSource.Command("UPDATE outbound_replies SET status = 'unknown', reason = $2 WHERE id = $1 AND status = 'sending'", replyId, reason)
            .ExecuteAsync(cancellationToken);

    /// <summary>Surely not sent: gives the claim back.</summary>
    public Task ReleaseAsync(long replyId, TimeSpan wait, CancellationToken cancellationToken) =>
        dataSource.Command("""
            UPDATE outbound_replies
            SET status = 'scheduled', claimed_at = NULL, due_at = $2
            WHERE id = $1 AND status = 'sending'
            """, replyId, clock.GetUtcNow() + wait).ExecuteAsync(cancellationToken);
}
