using Npgsql;
using PatternFunctions.Matching;
using PatternFunctions.Replies;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Learning;

/// <summary>
/// Pairs an operator's message with the question that it answers, and keeps the pair before anything is made of it. A
/// message that comes late may change what was paired: the former pair gives way.
/// </summary>
public sealed class ExchangeStore(NpgsqlDataSource dataSource, TimeProvider clock)
{
    public const string Live = "live";

    public async Task<PairingOutcome> PairAsync(string replyId, LearningConfig config, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // In line with the messages of the conversation: an older view of the thread must not undo what a newer one has found.
        await connection.Command("""
            SELECT id
            FROM conversations
            WHERE id = (SELECT conversation_id FROM conversation_messages WHERE id = $1)
            FOR NO KEY UPDATE
            """, replyId).ExecuteAsync(cancellationToken);
        var thread = await ReadThreadAsync(connection, replyId, config, cancellationToken);
        var exchange = Exchange.Find(thread, replyId, config.AnswerWindow, config.LearningWindow);
        if (exchange is not null && exchange.Answer[^1].SentAt + config.AnswerWindow is var closes && closes > now)
        {
            return new PairingOutcome.StillOpen(closes);
        }

        await RemoveFormerAsync(connection, Exchange.TurnsAt(thread, replyId, config.AnswerWindow), exchange, cancellationToken);
        if (exchange is not null)
        {
            await KeepAsync(connection, exchange, now, cancellationToken);
            await HumanAnswers.CompareAsync(
                connection, [.. exchange.Question.Select(message => message.Id)], exchange.AnswerText, cancellationToken);
        }

        await connection.Command("UPDATE conversation_messages SET processed_at = COALESCE(processed_at, $2) WHERE id = $1", replyId, now)
            .ExecuteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return exchange is null ? new PairingOutcome.AnswersNothing() : new PairingOutcome.Paired(exchange.Answer[0].Id);
    }

    /// <returns>The thread round a reply: as far back as its question can be, and as far on as its answer can go.</returns>
    private static Task<List<ThreadMessage>> ReadThreadAsync(
        NpgsqlConnection connection, string replyId, LearningConfig config, CancellationToken cancellationToken) =>
        connection.Command("""
            SELECT m.id, m.sender = 'customer', m.sender = 'automation', m.user_id, m.text, m.sent_at
            FROM conversation_messages reply
            JOIN conversations c ON c.id = reply.conversation_id AND NOT c.is_group
            JOIN conversation_messages m ON m.conversation_id = c.id
            LEFT JOIN outbound_replies r ON r.openphone_message_id = m.id
            WHERE reply.id = $1 AND reply.sender = 'operator' AND reply.import_id IS NULL
              AND (m.sender IN ('customer', 'operator') OR r.kind IN ('approved', 'modified'))
              AND m.sent_at BETWEEN reply.sent_at - $3 - 12 * $2 AND reply.sent_at + 12 * $2
            ORDER BY m.sent_at, m.id
            """, replyId, config.AnswerWindow, config.LearningWindow).ListAsync(
            reader => new ThreadMessage(
                reader.GetString(0), reader.GetBoolean(1) ? Speaker.Customer : Speaker.Operator, reader.GetBoolean(2),
                reader.Nullable<string>(3), reader.GetString(4), reader.GetFieldValue<DateTimeOffset>(5)),
            cancellationToken);

    /// <summary>
    /// Removes what was paired of these turns before the thread was complete; and the pattern that was learned from it,
    /// if nobody has met it yet.
    /// </summary>
    private static Task RemoveFormerAsync(
        NpgsqlConnection connection, (IReadOnlyList<ThreadMessage> Before, IReadOnlyList<ThreadMessage> Reply) turns, Exchange? exchange,
        CancellationToken cancellationToken) =>
        connection.Command("""
            WITH former AS (
                DELETE FROM pattern_learning_examples
                WHERE source = $1
                  AND (question_message_id = ANY ($2) OR answer_message_id = ANY ($3))
                  AND (question_message_id, answer_message_id, customer_message, operator_response) IS DISTINCT FROM ($4, $5, $6, $7)
                RETURNING id, pattern_id, status
            )
            DELETE FROM decision_patterns p
            USING former
            WHERE p.id = former.pattern_id AND former.status = 'learned' AND NOT p.is_active AND p.version = 1
              AND NOT EXISTS (SELECT FROM confidence_changes c WHERE c.pattern_id = p.id AND c.kind <> 'decayed')
              AND NOT EXISTS (SELECT FROM pattern_execution_history h WHERE h.pattern_id = p.id AND h.outcome <> 'observed')
              AND NOT EXISTS (SELECT FROM pattern_learning_examples e WHERE e.pattern_id = p.id AND e.id NOT IN (SELECT id FROM former))
            """, Live, turns.Before.Select(message => message.Id).ToArray(), turns.Reply.Select(message => message.Id).ToArray(),
            exchange?.Question[0].Id, exchange?.Answer[0].Id, exchange?.QuestionText, exchange?.AnswerText).ExecuteAsync(cancellationToken);

    private static Task KeepAsync(NpgsqlConnection connection, Exchange exchange, DateTimeOffset now, CancellationToken cancellationToken) =>
        connection.Command("""
            INSERT INTO pattern_learning_examples
                (customer_message, operator_response, pattern_signature, weight, source, status, conversation_id,
                 question_message_id, answer_message_id, operator, next_attempt_at, created_at)
            SELECT $1, $2, $3, $4, $5, 'waiting', m.conversation_id, $6, $7, $8, $9, $9
            FROM conversation_messages m
            WHERE m.id = $6
            ON CONFLICT DO NOTHING
            """, exchange.QuestionText, exchange.AnswerText, PatternSignature.Of(exchange.QuestionText),
            (decimal)ExampleQuality.Of(exchange.QuestionText, exchange.AnswerText).Weight, Live,
            exchange.Question[0].Id, exchange.Answer[0].Id, exchange.Answer[0].UserId, now).ExecuteAsync(cancellationToken);
}
