using Npgsql;
using PatternFunctions.Access;
using PatternFunctions.Storage;

namespace PatternFunctions.Review;

/// <summary>What waits for operators, and what they have decided.</summary>
public sealed class QueueList(NpgsqlDataSource dataSource, TimeProvider clock)
{
    private static readonly DateTimeOffset Latest = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="cursor">Null for the first page.</param>
    public async Task<QueuePage> ListAsync(ListQueueQuery query, Cursor? cursor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var column = query.Sort is "expiry" ? "q.expires_at" : "q.created_at";
        var (order, after, top) = query.Sort is "newest" ? ("DESC", "<", Cursor.Top) : ("ASC", ">", Cursor.Bottom);
        var from = cursor ?? top;
        // Spelled out, so that the plan for any parameters may use the indexes of what is pending.
        var status = query.Status is "pending" ? "q.status = 'pending' AND $1 = 'pending' AND q.expires_at > $2" : "q.status = $1 AND $2::timestamptz IS NOT NULL";
        var items = await dataSource.Command($"""
            SELECT {QueueItem.Columns}
            FROM pattern_execution_queue q
            WHERE {status} AND ($3::text IS NULL OR q.kind = $3)
              AND ($4::bigint IS NULL OR q.pattern_id = $4) AND ($5::bigint IS NULL OR q.conversation_id = $5)
              AND ({column}, q.id) {after} ($6, $7)
            ORDER BY {column} {order}, q.id {order}
            LIMIT $8
            """, query.Status, clock.GetUtcNow(), query.Kind, query.PatternId, query.ConversationId,
            TimeOf(from), from.Id, query.Limit)
            .ListAsync(QueueItem.Read, cancellationToken);
        return new QueuePage(items, items.Count == query.Limit ? After(items[^1], query.Sort).ToString() : null);
    }

    /// <summary>Anything may come as a cursor.</summary>
    private static DateTimeOffset TimeOf(Cursor cursor) => DateTimeOffset.UnixEpoch.AddTicks(
        Math.Clamp(cursor.Key, 0, (Latest - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond) * TimeSpan.TicksPerMicrosecond);

    private static Cursor After(QueueItem item, string sort) =>
        new(((sort is "expiry" ? item.ExpiresAt : item.CreatedAt) - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond, item.Id);
}
