using Npgsql;
using PatternFunctions.Access;
using PatternFunctions.Storage;

namespace PatternFunctions.Insights;

/// <summary>What was asked and what became of it, for people.</summary>
public sealed class History(NpgsqlDataSource dataSource)
{
    /// <returns>Newest first.</returns>
    public async Task<HistoryPage> ListAsync(HistoryQuery query, Cursor cursor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(cursor);
        var items = await dataSource.Command($"""
            SELECT {HistoryEntry.Columns}
            FROM pattern_execution_history h
            WHERE h.id < $1 AND ($2::bigint IS NULL OR h.pattern_id = $2) AND ($3::bigint IS NULL OR h.conversation_id = $3)
              AND ($4::text IS NULL OR h.execution_mode = $4) AND ($5::text IS NULL OR h.outcome = $5)
            ORDER BY h.id DESC
            LIMIT $6
            """, cursor.Id, query.PatternId, query.ConversationId, query.Mode, query.Outcome, query.Limit)
            .ListAsync(HistoryEntry.Read, cancellationToken);
        return new HistoryPage(items, items.Count == query.Limit ? new Cursor(0, items[^1].Id).ToString() : null);
    }

    public Task<HistoryEntry?> FindAsync(long id, CancellationToken cancellationToken) =>
        dataSource.Command($"SELECT {HistoryEntry.Columns} FROM pattern_execution_history h WHERE h.id = $1", id)
            .FirstOrDefaultAsync(HistoryEntry.Read, cancellationToken);

    /// <returns>Null if there is no such conversation.</returns>
    public async Task<ConversationView?> FindConversationAsync(long id, CancellationToken cancellationToken)
    {
        var messages = await dataSource.Command("""
            SELECT m.id, m.direction, m.sender, m.user_id, m.text, m.media_count, m.status, m.sent_at, o.name
            FROM conversation_messages m
            LEFT JOIN operators o ON m.sender = 'operator' AND o.openphone_id = m.user_id
            WHERE m.conversation_id = $1
            ORDER BY m.sent_at DESC, m.id DESC
            LIMIT 200
            """, id).ListAsync(
            reader => new MessageView(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.Nullable<string>(3), reader.GetString(4), reader.GetInt32(5),
                reader.GetString(6), reader.GetFieldValue<DateTimeOffset>(7), reader.Nullable<string>(8)),
            cancellationToken);
        messages.Reverse();
        return await dataSource.Command("""
            SELECT c.id, c.phone_number_id, c.customer_phone, c.is_group, c.human_until,
                   EXISTS (SELECT FROM opt_outs o WHERE o.customer_phone = c.customer_phone AND o.is_opted_out)
            FROM conversations c
            WHERE c.id = $1
            """, id).FirstOrDefaultAsync(
            reader => new ConversationView(
                reader.GetInt64(0), reader.GetString(1), reader.Nullable<string>(2), reader.GetBoolean(3), reader.Nullable<DateTimeOffset?>(4),
                reader.GetBoolean(5), messages),
            cancellationToken);
    }
}
