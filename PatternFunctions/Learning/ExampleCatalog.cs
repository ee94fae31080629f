using System.Globalization;
using Npgsql;
using PatternFunctions.Access;
using PatternFunctions.Storage;

namespace PatternFunctions.Learning;

/// <summary>The examples, for people: what a pattern came from, and what came to nothing and why.</summary>
public sealed class ExampleCatalog(NpgsqlDataSource dataSource, TimeProvider clock)
{
    /// <returns>Newest first.</returns>
    public async Task<ExamplePage> ListAsync(ListExamplesQuery query, Cursor cursor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(cursor);
        var items = await dataSource.Command($"""
            SELECT {ExampleDetails.Columns}
            FROM pattern_learning_examples e
            WHERE e.id < $1 AND ($2::bigint IS NULL OR e.pattern_id = $2) AND ($3::text IS NULL OR e.status = $3)
            ORDER BY e.id DESC
            LIMIT $4
            """, cursor.Id, query.PatternId, query.Status, query.Limit).ListAsync(ExampleDetails.Read, cancellationToken);
        return new ExamplePage(items, items.Count == query.Limit ? new Cursor(0, items[^1].Id).ToString() : null);
    }

    /// <summary>Has what was refused, or taught nothing, analysed afresh: after another prompt, say, or an outage of days.</summary>
    /// <returns>Null if there is no such example.</returns>
    public async Task<ExampleDetails?> RetryAsync(long id, Caller caller, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var example = await connection.Command($"""
            UPDATE pattern_learning_examples e
            SET status = 'waiting', attempts = 0, next_attempt_at = $2
            WHERE e.id = $1 AND e.status IN ('refused', 'not_reusable') AND e.answer_message_id IS NOT NULL
            RETURNING {ExampleDetails.Columns}
            """, id, now).FirstOrDefaultAsync(ExampleDetails.Read, cancellationToken);
        if (example is not null)
        {
            await AuditLog.WriteAsync(
                connection, caller, "example.retried", string.Create(CultureInfo.InvariantCulture, $"examples/{id}"), before: null,
                new() { ["status"] = example.Status }, now, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return example;
    }
}
