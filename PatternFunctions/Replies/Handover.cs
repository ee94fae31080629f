using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Replies;

/// <summary>Gives questions back to operators whose reply did not go out, or turned out wrong, within the caller's transaction.</summary>
public static class Handover
{
    /// <summary>How long operators are told of something that went wrong; longer than of a suggestion, which loses its use.</summary>
    public static readonly TimeSpan Lasting = TimeSpan.FromDays(7);

    /// <summary>
    /// With the reply as the proposal. Leaves out what a person has answered since, and customers whom nobody may text.
    /// </summary>
    /// <param name="reason">A sentence for operators.</param>
    public static Task ToOperatorsAsync(
        NpgsqlConnection connection, IReadOnlyCollection<long> executionIds, string reason, DateTimeOffset expiresAt, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        executionIds.Count == 0 ? Task.CompletedTask : connection.Command("""
            INSERT INTO pattern_execution_queue
                (execution_id, pattern_id, pattern_version, conversation_id, message_id, customer_message, kind,
                 proposed_response, reason, expires_at, created_at)
            SELECT h.id, h.pattern_id, h.pattern_version, h.conversation_id, h.message_id, h.customer_message, 'attention',
                   h.response, $2, $3, $4
            FROM pattern_execution_history h
            JOIN conversations c ON c.id = h.conversation_id AND NOT c.is_group AND c.customer_phone IS NOT NULL
            WHERE h.id = ANY ($1)
              AND NOT EXISTS (SELECT FROM opt_outs o WHERE o.customer_phone = c.customer_phone AND o.is_opted_out)
              AND NOT EXISTS (
                  SELECT FROM conversation_messages m
                  LEFT JOIN outbound_replies r ON r.openphone_message_id = m.id
                  WHERE m.conversation_id = c.id AND (m.sender = 'operator' OR r.kind IN ('approved', 'modified'))
                    AND m.sent_at > (SELECT max(q.sent_at) FROM conversation_messages q
                                     WHERE q.conversation_id = c.id AND q.burst_id = h.message_id))
            ON CONFLICT (execution_id) WHERE status = 'pending' DO NOTHING
            """, executionIds.ToArray(), reason, expiresAt, now).ExecuteAsync(cancellationToken);

    /// <summary>Tells operators in any case, and proposes nothing.</summary>
    public static Task TellOperatorsAsync(
        NpgsqlConnection connection, long executionId, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        connection.Command("""
            INSERT INTO pattern_execution_queue
                (execution_id, pattern_id, pattern_version, conversation_id, message_id, customer_message, kind,
                 reason, expires_at, created_at)
            SELECT h.id, h.pattern_id, h.pattern_version, h.conversation_id, h.message_id, h.customer_message, 'attention',
                   $2, $3, $4
            FROM pattern_execution_history h
            WHERE h.id = $1
            ON CONFLICT (execution_id) WHERE status = 'pending' DO NOTHING
            """, executionId, reason, now + Lasting, now).ExecuteAsync(cancellationToken);
}
