using Npgsql;
using PatternFunctions.Matching;
using PatternFunctions.Storage;

namespace PatternFunctions.Learning;

/// <summary>The answered questions: kept before anything is made of them, so that a failing model loses none.</summary>
public sealed class ExampleStore(NpgsqlDataSource dataSource, TimeProvider clock)
{
    public const string Live = "live";

    /// <returns>The thread round a reply: as far back as its question can be, and as far on as its answer can go.</returns>
    public async Task<IReadOnlyList<ThreadMessage>> ReadThreadAsync(
        string replyId, TimeSpan answerWindow, TimeSpan learningWindow, CancellationToken cancellationToken) =>
        await dataSource.Command("""
            SELECT m.id, m.sender = 'customer', m.sender = 'automation', m.user_id, m.text, m.sent_at
            FROM conversation_messages reply
            JOIN conversations c ON c.id = reply.conversation_id AND NOT c.is_group
            JOIN conversation_messages m ON m.conversation_id = c.id
            LEFT JOIN outbound_replies r ON r.openphone_message_id = m.id
            WHERE reply.id = $1 AND reply.sender = 'operator'
              AND (m.sender IN ('customer', 'operator') OR r.kind IN ('approved', 'modified'))
              AND m.sent_at BETWEEN reply.sent_at - $3 - 12 * $2 AND reply.sent_at + 12 * $2
            ORDER BY m.sent_at, m.id
            """, replyId, answerWindow, learningWindow).ListAsync(
            reader => new ThreadMessage(
                reader.GetString(0), reader.GetBoolean(1) ? Speaker.Customer : Speaker.Operator, reader.GetBoolean(2),
                reader.Nullable<string>(3), reader.GetString(4), reader.GetFieldValue<DateTimeOffset>(5)),
            cancellationToken);

    public Task MarkReplyProcessedAsync(string replyId, CancellationToken cancellationToken) =>
        dataSource.Command("UPDATE conversation_messages SET processed_at = COALESCE(processed_at, $2) WHERE id = $1", replyId, clock.GetUtcNow())
            .ExecuteAsync(cancellationToken);

    /// <summary>Keeps the exchange once, and returns it while it still waits for its analysis.</summary>
    public async Task<LearningExample?> KeepAsync(Exchange exchange, double weight, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await dataSource.Command("""
            INSERT INTO pattern_learning_examples
                (customer_message, operator_response, pattern_signature, weight, source, status, conversation_id,
                 question_message_id, answer_message_id, operator, next_attempt_at, created_at)
            SELECT $1, $2, $3, $4, $5, 'waiting', m.conversation_id, $6, $7, $8, $9, $9
            FROM conversation_messages m
            WHERE m.id = $6
            ON CONFLICT DO NOTHING
            """, exchange.QuestionText, exchange.AnswerText, PatternSignature.Of(exchange.QuestionText), (decimal)weight, Live,
            exchange.Question[0].Id, exchange.Answer[0].Id, exchange.Answer[0].UserId, now).ExecuteAsync(cancellationToken);
        return await dataSource.Command("""
            SELECT e.id, e.customer_message, e.operator_response, NULLIF(concat_ws(' ', k.first_name, k.last_name), ''), e.attempts
            FROM pattern_learning_examples e
            LEFT JOIN conversations c ON c.id = e.conversation_id
            LEFT JOIN contacts k ON k.phone = c.customer_phone
            WHERE e.answer_message_id = $1 AND e.status = 'waiting'
            """, exchange.Answer[0].Id).FirstOrDefaultAsync(
            reader => new LearningExample(
                reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.Nullable<string>(3), reader.GetInt32(4)),
            cancellationToken);
    }

    /// <summary>What the analysis came to, where it made no pattern.</summary>
    public Task SettleAsync(long exampleId, string status, string? reason, CancellationToken cancellationToken) =>
        dataSource.Command("""
            UPDATE pattern_learning_examples
            SET status = $2, reason = $3, attempts = attempts + 1, next_attempt_at = NULL
            WHERE id = $1 AND status = 'waiting'
            """, exampleId, status, reason).ExecuteAsync(cancellationToken);

    /// <summary>Nothing is known yet: Sweep brings it back at that time.</summary>
    public Task PostponeAsync(long exampleId, string reason, TimeSpan wait, CancellationToken cancellationToken) =>
        dataSource.Command("""
            UPDATE pattern_learning_examples
            SET reason = $2, attempts = attempts + 1, next_attempt_at = $3
            WHERE id = $1 AND status = 'waiting'
            """, exampleId, reason, clock.GetUtcNow() + wait).ExecuteAsync(cancellationToken);
}
