using Npgsql;
using PatternFunctions.Learning;
using PatternFunctions.Storage;

namespace PatternFunctions.Insights;

/// <summary>Questions for which there was no reply to propose, so that they are in no queue, and that nobody has answered since.</summary>
public sealed class Unanswered(NpgsqlDataSource dataSource, TimeProvider clock)
{
    private const int Most = 100;

    /// <summary>Of so many without a proposal, the newest: this is asked whenever a queue is looked at.</summary>
    private const int Looked = 500;

    /// <returns>Of the last day, newest first. Texts that ask nothing are not among them.</returns>
    public async Task<IReadOnlyList<HistoryEntry>> ListAsync(CancellationToken cancellationToken)
    {
        // Looked up one by one, by LIMIT: joined, every message that there is would be read.
        var entries = await dataSource.Command($"""
            SELECT {HistoryEntry.Columns}
            FROM (
                SELECT *
                FROM pattern_execution_history
                WHERE created_at > $1 AND outcome = 'observed' AND would_mode = 'shadow'
                ORDER BY created_at DESC
                LIMIT $3
            ) h
            JOIN conversations c ON c.id = h.conversation_id AND NOT c.is_group
            CROSS JOIN LATERAL (SELECT sent_at FROM conversation_messages WHERE id = h.message_id LIMIT 1) q
            WHERE (SELECT m.id
                   FROM conversation_messages m
                   WHERE m.conversation_id = h.conversation_id AND m.sent_at > q.sent_at AND m.sender IN ('operator', 'automation')
                   LIMIT 1) IS NULL
              AND NOT EXISTS (SELECT FROM opt_outs o WHERE o.customer_phone = c.customer_phone AND o.is_opted_out)
            ORDER BY h.created_at DESC, h.id DESC
            LIMIT $2
            """, clock.GetUtcNow() - AnswersGiven.Window, Most, Looked).ListAsync(HistoryEntry.Read, cancellationToken);
        return [.. entries.Where(entry => KeywordRules.ContentWordsOf(entry.CustomerMessage).Any())];
    }
}
