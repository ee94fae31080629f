using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Learning;

/// <summary>The answered questions: kept before anything is made of them, so that a failing model loses none.</summary>
public sealed class ExampleStore(NpgsqlDataSource dataSource, TimeProvider clock)
{
    /// <summary>A learner that dies has had its turn; Sweep gives the example to another one.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(5);

    /// <returns>The example, while it waits for its analysis and nobody else is at it: a model is not asked twice.</returns>
    public Task<LearningExample?> ClaimAsync(string answerId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return dataSource.Command("""
            UPDATE pattern_learning_examples e
            SET next_attempt_at = $3
            FROM conversations c
            WHERE e.answer_message_id = $1 AND e.status = 'waiting' AND e.next_attempt_at <= $2 AND c.id = e.conversation_id
            RETURNING e.id, e.customer_message, e.operator_response, contact_name(c.customer_phone), e.attempts
            """, answerId, now, now + Turn).FirstOrDefaultAsync(
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
