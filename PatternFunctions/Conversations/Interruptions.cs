using Npgsql;
using PatternFunctions.OpenPhone;
using PatternFunctions.Replies;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Conversations;

/// <summary>Takes back what a new message overtakes, within the transaction that stores the message.</summary>
internal static class Interruptions
{
    /// <summary>The customer goes on writing: what was about to be sent by itself may no longer fit. After a stop, nothing is sent at all.</summary>
    public static async Task ByCustomerAsync(
        NpgsqlConnection connection, PlacedMessage placed, LearningConfig config, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var message = placed.Event;
        // A text that comes late, and is older than the question by more than a burst, does not bear on its answer.
        var cancelled = await CancelAutomaticAsync(
            connection, placed, message.SentAt + config.BurstWindow, "customer_wrote_again", now, cancellationToken);
        var request = message.IsGroup || message.IsAnonymous ? OptOutRequest.None : OptOut.Classify(message.Text);
        if (request is OptOutRequest.Stop or OptOutRequest.Start)
        {
            await ClaimLine.EnterAsync(connection, cancellationToken);
            await connection.Command("""
                INSERT INTO opt_outs (customer_phone, opted_out_at, opted_in_at)
                VALUES ($1, $2, $3)
                ON CONFLICT (customer_phone) DO UPDATE
                SET opted_out_at = GREATEST(opt_outs.opted_out_at, EXCLUDED.opted_out_at),
                    opted_in_at = GREATEST(opt_outs.opted_in_at, EXCLUDED.opted_in_at)
                """, message.From, request is OptOutRequest.Stop ? message.SentAt : (DateTimeOffset?)null,
                request is OptOutRequest.Start ? message.SentAt : (DateTimeOffset?)null).ExecuteAsync(cancellationToken);
        }

        // The new text is decided by itself; what had been asked before must not be forgotten over it.
        await Handover.ToOperatorsAsync(
            connection, cancelled, "The customer went on writing before the automatic reply went out.", now + config.SuggestionExpiry, now,
            cancellationToken);
    }

    /// <summary>Customer and business are on the telephone: what was asked before is a person's to answer.</summary>
    public static async Task ByCallAsync(
        NpgsqlConnection connection, string phoneNumberId, CallEvent call, LearningConfig config, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var conversationId = await connection.Command("""
            SELECT id
            FROM conversations
            WHERE phone_number_id = $1 AND customer_phone = ANY ($2) AND NOT is_group
            FOR NO KEY UPDATE
            """, phoneNumberId, call.Participants.ToArray()).ScalarAsync<long>(cancellationToken);
        var cancelled = await ScheduledReplies.CancelAutomaticAsync(
            connection, conversationId, call.OccurredAt, "telephone_call", now, cancellationToken);
        await Handover.ToOperatorsAsync(
            connection, cancelled, "There was a call before the automatic reply went out.", now + config.SuggestionExpiry, now,
            cancellationToken);
    }

    /// <summary>A person answers: automation leaves the conversation, and what waited for an operator is settled.</summary>
    /// <param name="placed">Settles questions up to its time: the event may come late, after newer questions.</param>
    public static async Task ByOperatorAsync(
        NpgsqlConnection connection, PlacedMessage placed, LearningConfig config, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var message = placed.Event;
        var humanUntil = message.SentAt + config.Takeover;
        await connection.Command("UPDATE conversations SET human_until = GREATEST(human_until, $2) WHERE id = $1", placed.ConversationId, humanUntil)
            .ExecuteAsync(cancellationToken);
        var cancelled = await CancelAutomaticAsync(
            connection, placed, humanUntil > now ? null : message.SentAt, "operator_answered", now, cancellationToken);
        // Those that this text does not answer: it comes late, after a newer question.
        await Handover.ToOperatorsAsync(
            connection, cancelled, "An operator has the conversation, and has not answered this.", now + config.SuggestionExpiry, now,
            cancellationToken);
        await connection.Command("""
            WITH superseded AS (
                UPDATE pattern_execution_queue q
                SET status = 'superseded', reason = 'operator_answered', decided_at = $3
                WHERE q.conversation_id = $1 AND q.status = 'pending'
                  AND $2 >= (SELECT max(m.sent_at) FROM conversation_messages m WHERE m.conversation_id = $1 AND m.burst_id = q.message_id)
                RETURNING q.execution_id
            )
            UPDATE pattern_execution_history
            SET outcome = 'superseded', outcome_at = $3
            WHERE id IN (SELECT execution_id FROM superseded) AND outcome = 'pending'
            """, placed.ConversationId, message.SentAt, now).ExecuteAsync(cancellationToken);
    }

    /// <summary>Asks nothing of a conversation that has had no automatic reply, as most have not.</summary>
    private static async Task<List<long>> CancelAutomaticAsync(
        NpgsqlConnection connection, PlacedMessage placed, DateTimeOffset? upTo, string reason, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        placed.WasAnsweredAutomatically
            ? await ScheduledReplies.CancelAutomaticAsync(connection, placed.ConversationId, upTo, reason, now, cancellationToken)
            : [];
}
