using Npgsql;
using PatternFunctions.OpenPhone;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Conversations;

/// <summary>
/// A message's row. Several events tell of one message, each knows only a part, and they come in any order: the row is
/// the same whatever the order.
/// </summary>
internal static class MessageRow
{
    /// <summary>In one round trip, unless an import has brought one of them before.</summary>
    /// <returns>By the message's id.</returns>
    public static async Task<Dictionary<string, RecordedMessage>> SaveAsync(
        NpgsqlConnection connection, IReadOnlyList<PlacedMessage> messages, LearningConfig config, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var saved = await AddAsync(connection, messages, config, now, cancellationToken);
        foreach (var message in messages.Where(message => !saved[message.Event.MessageId].IsNew))
        {
            if (await TakeFromImportAsync(connection, message, now, cancellationToken))
            {
                var (id, taken) = (await AddAsync(connection, [message], config, now, cancellationToken)).Single();
                saved[id] = taken with { IsNew = true };
            }
        }

        await ReopenAsync(
            connection,
            [
                .. saved.Values.Where(one => one.IsNew).SelectMany(
                    one => one.RepliesToLearnFrom.Select(reply => reply.MessageId).Where(id => id != one.MessageId)),
            ],
            cancellationToken);
        return saved;
    }

    private static async Task<Dictionary<string, RecordedMessage>> AddAsync(
        NpgsqlConnection connection, IReadOnlyList<PlacedMessage> messages, LearningConfig config, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        T[] Each<T>(Func<PlacedMessage, T> value) => [.. messages.Select(value)];

        await using var batch = new NpgsqlBatch(connection);
        batch.Add("""
            INSERT INTO conversation_messages AS known
                (id, conversation_id, direction, sender, user_id, text, media_count, status, error_code, status_at, sent_at, received_at)
            SELECT *, $12
            FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::text[], $9::text[], $10::timestamptz[], $11::timestamptz[])
            ON CONFLICT (id) DO UPDATE
            SET user_id = COALESCE(known.user_id, EXCLUDED.user_id),
                -- Not every format has the media, and a failure may come without the words.
                text = CASE WHEN known.text = '' THEN EXCLUDED.text ELSE known.text END,
                media_count = GREATEST(known.media_count, EXCLUDED.media_count),
                -- Ours, until OpenPhone tells its own time.
                sent_at = CASE WHEN known.status_at IS NULL THEN EXCLUDED.sent_at ELSE known.sent_at END,
                (status, error_code, status_at) = (
                    SELECT latest.status, latest.error_code, latest.status_at
                    FROM (VALUES
                        (known.status, known.error_code, known.status_at),
                        (EXCLUDED.status, EXCLUDED.error_code, EXCLUDED.status_at)) AS latest (status, error_code, status_at)
                    ORDER BY latest.status_at IS NULL, latest.status = 'unknown', latest.status_at DESC, latest.status
                    LIMIT 1)
            RETURNING known.id, known.xmax = 0
            """, Each(message => message.Event.MessageId), Each(message => message.ConversationId),
            Each(message => message.Event.Direction is MessageDirection.Incoming ? "incoming" : "outgoing"),
            Each(message => Name(message.Sender)), Each(message => message.Event.UserId), Each(message => message.Event.Text),
            Each(message => message.Event.MediaCount),
            // v4 calls what we have received "delivered".
            Each(message => Name(message.Event.Direction is MessageDirection.Incoming ? MessageStatus.Received : message.Event.Status)),
            Each(message => message.Event.ErrorCode), Each(message => message.Event.OccurredAt), Each(message => message.Event.SentAt), now);
        batch.Add("""
            SELECT m.id, m.sender, m.processed_at IS NOT NULL,
                   ARRAY(SELECT r.id FROM unnest(ARRAY[same.id, before.id, after.id]) AS r (id) WHERE r.id IS NOT NULL),
                   ARRAY(SELECT r.at FROM unnest(ARRAY[same.sent_at, before.sent_at, after.sent_at]) AS r (at) WHERE r.at IS NOT NULL)
            FROM conversation_messages m
            LEFT JOIN conversation_messages same ON same.id = m.id AND m.sender = 'operator'
            LEFT JOIN LATERAL (
                SELECT r.id, r.sent_at
                FROM conversation_messages r
                WHERE r.conversation_id = m.conversation_id AND r.sender = 'operator' AND r.import_id IS NULL
                  AND (r.sent_at, r.id) < (m.sent_at, m.id) AND r.sent_at >= m.sent_at - $3
                ORDER BY r.sent_at DESC, r.id DESC
                LIMIT 1
            ) before ON m.sender IN ('customer', 'operator')
            LEFT JOIN LATERAL (
                SELECT r.id, r.sent_at
                FROM conversation_messages r
                WHERE r.conversation_id = m.conversation_id AND r.sender = 'operator' AND r.import_id IS NULL
                  AND (r.sent_at, r.id) > (m.sent_at, m.id) AND r.sent_at <= m.sent_at + $2
                ORDER BY r.sent_at, r.id
                LIMIT 1
            ) after ON m.sender IN ('customer', 'operator')
            -- Not just ANY ($1): that would be planned anew each time, for as many as there are.
            WHERE m.id = ANY (ARRAY(SELECT unnest($1)))
            """, Each(message => message.Event.MessageId), config.LearningWindow, config.AnswerWindow);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var isNew = (await reader.NextListAsync(row => (Id: row.GetString(0), IsNew: row.GetBoolean(1)), cancellationToken))
            .ToDictionary(row => row.Id, row => row.IsNew, StringComparer.Ordinal);
        return (await reader.NextListAsync(row => Read(row, isNew[row.GetString(0)], config), cancellationToken))
            .ToDictionary(saved => saved.MessageId, StringComparer.Ordinal);
    }

    private static RecordedMessage Read(NpgsqlDataReader reader, bool isNew, LearningConfig config) => new()
    {
        MessageId = reader.GetString(0),
        Sender = Enum.Parse<MessageSender>(reader.GetString(1), ignoreCase: true),
        IsNew = isNew,
        IsProcessed = reader.GetBoolean(2),
        RepliesToLearnFrom = [.. reader.GetFieldValue<string[]>(3).Zip(reader.GetFieldValue<DateTimeOffset[]>(4), (id, at) => new PlacedReply(id, at))],
        Config = config,
    };

    /// <summary>A message that an import has brought before its event came: nothing has been made of it yet.</summary>
    private static async Task<bool> TakeFromImportAsync(
        NpgsqlConnection connection, PlacedMessage message, DateTimeOffset now, CancellationToken cancellationToken) =>
        await connection.Command("""
            UPDATE conversation_messages
            SET import_id = NULL, conversation_id = $2, sender = $3, received_at = $4, burst_id = NULL, processed_at = NULL
            WHERE id = $1 AND import_id IS NOT NULL
            """, message.Event.MessageId, message.ConversationId, Name(message.Sender), now).ExecuteAsync(cancellationToken) == 1;

    /// <summary>What had been learned from these replies may be otherwise with a message that comes late: if the announcement is lost, Sweep finds them.</summary>
    private static Task ReopenAsync(NpgsqlConnection connection, string[] replyIds, CancellationToken cancellationToken) =>
        replyIds.Length == 0 ? Task.CompletedTask
        : connection.Command("UPDATE conversation_messages SET processed_at = NULL WHERE id = ANY ($1) AND processed_at IS NOT NULL", [replyIds])
            .ExecuteAsync(cancellationToken);

    private static string Name<T>(T value)
        where T : struct, Enum =>
        value.ToString().ToLowerInvariant();
}
