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
        // Counted before the attempt: one that kills its learner counts, too.
        return dataSource.Command($"""
            UPDATE pattern_learning_examples e
            SET next_attempt_at = $3, attempts = e.attempts + 1
            FROM conversations c
            WHERE e.answer_message_id = $1 AND e.status = 'waiting' AND e.next_attempt_at <= $2 AND c.id = e.conversation_id
            RETURNING {LearningExample.Columns}
            """, answerId, now, now + Turn).FirstOrDefaultAsync(LearningExample.Read, cancellationToken);
    }

    /// <summary>What the analysis came to, where it made nothing. It is kept for people to see.</summary>
    public Task SettleAsync(long exampleId, string status, string? reason, CancellationToken cancellationToken) =>
        dataSource.Command("""
            UPDATE pattern_learning_examples
            SET status = $2, reason = $3, next_attempt_at = NULL
            WHERE id = $1 AND status = 'waiting'
            """, exampleId, status, reason).ExecuteAsync(cancellationToken);

    /// <summary>Nothing is known yet: Sweep brings it back at that time.</summary>
    /// <param name="exampleId">The example.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="wait">How long.</param>
    /// <param name="isFailure">Whether it was tried and failed; what was not even tried may wait as often as it must.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task PostponeAsync(long exampleId, string reason, TimeSpan wait, bool isFailure, CancellationToken cancellationToken) =>
        dataSource.Command("""
            UPDATE pattern_learning_examples
            SET reason = $2, attempts = attempts - CASE WHEN $4 THEN 0 ELSE 1 END, next_attempt_at = $3
            WHERE id = $1 AND status = 'waiting'
            """, exampleId, reason, clock.GetUtcNow() + wait, isFailure).ExecuteAsync(cancellationToken);
}
