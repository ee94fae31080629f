using Npgsql;
using PatternFunctions.Access;
using PatternFunctions.Storage;

namespace PatternFunctions.Review;

/// <summary>What waits for operators, and what they have decided.</summary>
public sealed class QueueList(NpgsqlDataSource dataSource, TimeProvider clock)
{
    /// <param name="cursor">Null for the first page.</param>
    public async Task<QueuePage> ListAsync(ListQueueQuery query, Cursor? cursor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var column = query.Sort is "expiry" ? "q.expires_at" : "q.created_at";
        var (order, after) = query.Sort is "newest" ? ("DESC", "<") : ("ASC", ">");
        var items = await dataSource.Command($"""
            SELECT {QueueItem.Columns}
            FROM pattern_execution_queue q
            WHERE q.status = $1 AND (q.status <> 'pending' OR q.expires_at > $2) AND ($3::text IS NULL OR q.kind = $3)
              AND ($4::bigint IS NULL OR q.pattern_id = $4) AND ($5::bigint IS NULL OR q.conversation_id = $5)
              AND ($6::bigint IS NULL OR ((extract(epoch FROM {column}) * 1000000)::bigint, q.id) {after} ($6, $7))
            ORDER BY {column} {order}, q.id {order}
            LIMIT $8
            """, query.Status, clock.GetUtcNow(), query.Kind, query.PatternId, query.ConversationId, cursor?.Key, cursor?.Id ?? 0L, query.Limit)
            .ListAsync(QueueItem.Read, cancellationToken);
        return new QueuePage(items, items.Count == query.Limit ? After(items[^1], query.Sort).ToString() : null);
    }

    private static Cursor After(QueueItem item, string sort) =>
        new(((sort is "expiry" ? item.ExpiresAt : item.CreatedAt) - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond, item.Id);
}
