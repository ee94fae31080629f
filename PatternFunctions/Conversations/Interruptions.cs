using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Conversations;

/// <summary>Takes back what a new message overtakes, within the transaction that stores the message.</summary>
public static class Interruptions
{
    /// <summary>The customer goes on writing: what was about to be sent by itself may no longer fit, so a person decides.</summary>
    public static Task ByCustomerAsync(
        NpgsqlConnection connection, long conversationId, DateTimeOffset now, CancellationToken cancellationToken) =>
        CancelScheduledAsync(connection, conversationId, "customer_wrote_again", now, cancellationToken);

    /// <summary>A person answers: automation leaves the conversation, and what waited for an operator is settled.</summary>
    /// <param name="sentAt">Settles questions up to this time: the event may come late, after newer questions.</param>
    public static async Task ByOperatorAsync(
        NpgsqlConnection connection, long conversationId, DateTimeOffset sentAt, DateTimeOffset humanUntil, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await connection.Command("UPDATE conversations SET human_until = GREATEST(human_until, $2) WHERE id = $1", conversationId, humanUntil)
            .ExecuteAsync(cancellationToken);
        await CancelScheduledAsync(connection, conversationId, "operator_answered", now, cancellationToken);
        await connection.Command("""
            WITH superseded AS (
                UPDATE pattern_execution_queue q
                SET status = 'superseded', reason = 'operator_answered', decided_at = $3
                FROM conversation_messages m
                WHERE q.conversation_id = $1 AND q.status = 'pending' AND m.id = q.message_id AND m.sent_at <= $2
                RETURNING q.execution_id
            )
            UPDATE pattern_execution_history
            SET outcome = 'superseded', outcome_at = $3
            WHERE id IN (SELECT execution_id FROM superseded)
            """, conversationId, sentAt, now).ExecuteAsync(cancellationToken);
    }

    private static Task CancelScheduledAsync(
        NpgsqlConnection connection, long conversationId, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        connection.Command("""
            WITH cancelled AS (
                UPDATE outbound_replies
                SET status = 'cancelled', reason = $2, finished_at = $3
                WHERE conversation_id = $1 AND kind = 'auto' AND status = 'scheduled'
                RETURNING execution_id
            )
            UPDATE pattern_execution_history
            SET outcome = 'cancelled', outcome_at = $3
            WHERE id IN (SELECT execution_id FROM cancelled)
            """, conversationId, reason, now).ExecuteAsync(cancellationToken);
}
