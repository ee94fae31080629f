using Npgsql;
using PatternFunctions.OpenPhone;
using PatternFunctions.Settings;
using PatternFunctions.Storage;
using PatternFunctions.Telemetry;

namespace PatternFunctions.Replies;

/// <summary>The texts to customers, from scheduled to sent.</summary>
public sealed class OutboundReplies(NpgsqlDataSource dataSource, TimeProvider clock)
{
    public async Task<bool> IsScheduledAsync(long replyId, CancellationToken cancellationToken) =>
        await dataSource.Command("SELECT EXISTS (SELECT FROM outbound_replies WHERE id = $1 AND status = 'scheduled')", replyId)
            .ScalarAsync<bool>(cancellationToken);

    /// <summary>Checks every gate at this moment and takes the text, or cancels it, in one transaction.</summary>
    public async Task<ClaimOutcome> ClaimAsync(long replyId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var reply = await ScheduledReply.ReadLockedAsync(connection, replyId, cancellationToken);
        if (reply is null)
        {
            return new ClaimOutcome.AlreadyHandled();
        }

        if (reply.DueAt > now)
        {
            return new ClaimOutcome.NotDue(reply.DueAt);
        }

        await ClaimLine.EnterAsync(connection, cancellationToken);

        // After the locks: whoever waited for them must not act upon switches as they were before.
        var config = await ConfigStore.ReadAsync(connection, cancellationToken);
        var check = await SendCheck.EvaluateAsync(connection, reply, config, now, cancellationToken);
        await (check.Refusal is { } refusal
            ? Withdrawal.CancelAsync(connection, replyId, refusal, check.Sentence, check.GatesJson, config, now, cancellationToken)
            : connection.Command("UPDATE outbound_replies SET status = 'sending', claimed_at = $2, gates = $3::json WHERE id = $1",
                replyId, now, check.GatesJson).ExecuteAsync(cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        Signals.SendBegan(now - reply.DueAt);
        return check.Refusal is { } reason
            ? new ClaimOutcome.Cancelled(reason)
            : new ClaimOutcome.Claimed(new SendRequest { From = reply.PhoneNumberId, To = reply.CustomerPhone!, Content = reply.Text });
    }

    /// <summary>Keeps our message under its id before its echo can be taken for a person's.</summary>
    /// <param name="replyId">Ours.</param>
    /// <param name="messageId">OpenPhone's.</param>
    /// <param name="sentAt">By OpenPhone's clock; null for just now.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task MarkSentAsync(long replyId, string messageId, DateTimeOffset? sentAt, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await LockConversationAsync(connection, replyId, cancellationToken);
        await SentReply.RecordAsync(connection, replyId, messageId, now, cancellationToken);
        await connection.Command("""
            INSERT INTO conversation_messages (id, conversation_id, direction, sender, text, status, sent_at, received_at)
            SELECT $2, conversation_id, 'outgoing', 'automation', text, 'queued', $3, $4
            FROM outbound_replies
            WHERE id = $1
            -- The echo came first, in other words than ours, and was taken for a person's.
            ON CONFLICT (id) DO UPDATE SET sender = 'automation'
            """, replyId, messageId, sentAt ?? now, now).ExecuteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Surely not sent, and a person has to change something first: operators are told.</summary>
    public async Task MarkFailedAsync(long replyId, string reason, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await LockConversationAsync(connection, replyId, cancellationToken);
        var executionId = await connection.Command("""
            WITH failed AS (
                UPDATE outbound_replies
                SET status = 'failed', reason = $2, finished_at = $3
                WHERE id = $1 AND status IN ('sending', 'unknown')
                RETURNING execution_id
            )
            UPDATE pattern_execution_history
            SET outcome = CASE WHEN outcome = 'contradicted' THEN outcome ELSE 'failed' END, outcome_at = $3
            WHERE id IN (SELECT execution_id FROM failed)
            RETURNING id
            """, replyId, reason, now).ScalarAsync<long>(cancellationToken);
        if (executionId != 0)
        {
            if (reason == nameof(SendRefusal.OptedOut))
            {
                await NoteOptOutAsync(connection, replyId, now, cancellationToken);
            }

            var sentence = FailureSentence.Of(reason);
            await Handover.ToOperatorsAsync(connection, [executionId], sentence, now + Handover.Lasting, now, cancellationToken);
            await Handover.TellOperatorsAsync(connection, executionId, sentence, now, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Perhaps sent: nobody sends it again before it has been looked for.</summary>
    public Task MarkUnknownAsync(long replyId, string reason, CancellationToken cancellationToken) =>
        dataSource.Command("UPDATE outbound_replies SET status = 'unknown', reason = $2 WHERE id = $1 AND status = 'sending'", replyId, reason)
            .ExecuteAsync(cancellationToken);

    /// <summary>Surely not sent: gives the claim back, or ends it if it was to be cancelled while the call was under way.</summary>
    public async Task ReleaseAsync(long replyId, TimeSpan wait, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await LockConversationAsync(connection, replyId, cancellationToken);
        var reason = await connection.Command("SELECT reason FROM outbound_replies WHERE id = $1 AND status = 'sending'", replyId)
            .ScalarAsync<string>(cancellationToken);
        if (reason is null)
        {
            await connection.Command("""
                UPDATE outbound_replies
                SET status = 'scheduled', claimed_at = NULL, due_at = $2
                WHERE id = $1 AND status = 'sending'
                """, replyId, now + wait).ExecuteAsync(cancellationToken);
        }
        else
        {
            var config = await ConfigStore.ReadAsync(connection, cancellationToken);
            await Withdrawal.CancelAsync(
                connection, replyId, reason, "It was called off while OpenPhone took no texts.", gatesJson: null, config, now, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static Task LockConversationAsync(NpgsqlConnection connection, long replyId, CancellationToken cancellationToken) =>
        connection.Command("""
            SELECT id
            FROM conversations
            WHERE id = (SELECT conversation_id FROM outbound_replies WHERE id = $1)
            FOR NO KEY UPDATE
            """, replyId).ScalarAsync<long>(cancellationToken);

    /// <summary>OpenPhone keeps stops of its own, of which no text need have reached us.</summary>
    private static Task NoteOptOutAsync(NpgsqlConnection connection, long replyId, DateTimeOffset now, CancellationToken cancellationToken) =>
        connection.Command("""
            INSERT INTO opt_outs (customer_phone, opted_out_at)
            SELECT c.customer_phone, $2
            FROM outbound_replies r
            JOIN conversations c ON c.id = r.conversation_id
            WHERE r.id = $1
            ON CONFLICT (customer_phone) DO UPDATE
            SET opted_out_at = GREATEST(opt_outs.opted_out_at, EXCLUDED.opted_out_at)
            """, replyId, now).ExecuteAsync(cancellationToken);
}
