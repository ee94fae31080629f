using Npgsql;
using PatternFunctions.OpenPhone;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Conversations;

/// <summary>
/// What is known of calls: who was on the line, and OpenPhone's summary and transcript. A summary may name nobody and
/// come before the event that does, so that each event adds its part to the call's one row.
/// </summary>
public sealed class CallStore(NpgsqlDataSource dataSource, TimeProvider clock)
{
    public async Task SaveAsync(CallEvent call, LearningConfig config, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await UpsertAsync(connection, call, cancellationToken);
        if (call is { Kind: CallEventKind.Other, PhoneNumberId: { } phoneNumberId })
        {
            await Interruptions.ByCallAsync(connection, phoneNumberId, call, config, clock.GetUtcNow(), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static Task UpsertAsync(NpgsqlConnection connection, CallEvent call, CancellationToken cancellationToken) =>
        connection.Command("""
            INSERT INTO calls AS known
                (id, phone_number_id, conversation_id, participants, summary, summary_at, transcript, transcript_at, first_event_at)
            VALUES ($1, $2, $3, $4, $5, CASE WHEN $5::text IS NOT NULL THEN $7::timestamptz END, $6, CASE WHEN $6::text IS NOT NULL THEN $7 END, $7)
            ON CONFLICT (id) DO UPDATE
            SET phone_number_id = COALESCE(known.phone_number_id, EXCLUDED.phone_number_id),
                conversation_id = COALESCE(known.conversation_id, EXCLUDED.conversation_id),
                participants = ARRAY(SELECT unnest(known.participants) UNION SELECT unnest(EXCLUDED.participants) ORDER BY 1),
                summary = CASE WHEN known.summary_at >= EXCLUDED.summary_at THEN known.summary ELSE COALESCE(EXCLUDED.summary, known.summary) END,
                summary_at = GREATEST(known.summary_at, EXCLUDED.summary_at),
                transcript = CASE WHEN known.transcript_at >= EXCLUDED.transcript_at THEN known.transcript ELSE COALESCE(EXCLUDED.transcript, known.transcript) END,
                transcript_at = GREATEST(known.transcript_at, EXCLUDED.transcript_at),
                first_event_at = LEAST(known.first_event_at, EXCLUDED.first_event_at)
            """,
            call.CallId,
            call.PhoneNumberId,
            call.ConversationId,
            call.Participants.Distinct().Order(StringComparer.Ordinal).ToArray(),
            call.Kind is CallEventKind.Summary ? call.Text : null,
            call.Kind is CallEventKind.Transcript ? call.Text : null,
            call.OccurredAt).ExecuteAsync(cancellationToken);
}
