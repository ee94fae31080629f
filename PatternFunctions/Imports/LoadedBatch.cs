using System.Data;
using Npgsql;
using NpgsqlTypes;
using PatternFunctions.Conversations;
using PatternFunctions.OpenPhone;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Imports;

/// <summary>
/// Stores many messages of the past at once, within a step's transaction: what they would have started, had they come
/// live, is over. Only a stop still holds.
/// </summary>
internal sealed class LoadedBatch(NpgsqlConnection connection, ImportedConversations conversations, long importId, LearningConfig config, DateTimeOffset now)
{
    private const string CreateIncoming = """
        CREATE TEMP TABLE IF NOT EXISTS import_incoming (
            id text, conversation_id bigint, is_incoming boolean, sender text, user_id text, text text, media_count integer,
            status text, sent_at timestamptz
        ) ON COMMIT DELETE ROWS
        """;

    /// <returns>How many of them were not known.</returns>
    public async Task<long> SaveAsync(IReadOnlyList<MessageEvent> messages, CancellationToken cancellationToken)
    {
        if (messages.Count == 0)
        {
            return 0;
        }

        var keys = messages.Select(ConversationKey.Of).ToList();
        await conversations.FindAsync(connection, messages, keys, now, cancellationToken);
        await connection.Command(CreateIncoming).ExecuteAsync(cancellationToken);
        await CopyAsync(messages, keys, cancellationToken);
        var added = await connection.Command("""
            INSERT INTO conversation_messages
                (id, conversation_id, direction, sender, user_id, text, media_count, status, status_at, sent_at, received_at,
                 burst_id, processed_at, import_id)
            SELECT i.id, i.conversation_id, CASE WHEN i.is_incoming THEN 'incoming' ELSE 'outgoing' END,
                   CASE WHEN r.id IS NULL THEN i.sender ELSE 'automation' END, i.user_id, i.text, i.media_count, i.status, i.sent_at,
                   i.sent_at, $2, CASE WHEN i.is_incoming THEN i.id END, $2, $1
            FROM import_incoming i
            LEFT JOIN outbound_replies r ON r.openphone_message_id = i.id
            ON CONFLICT (id) DO NOTHING
            """, importId, now).ExecuteAsync(cancellationToken);
        await StopAsync(messages, cancellationToken);
        return added;
    }

    private async Task CopyAsync(IReadOnlyList<MessageEvent> messages, List<ConversationKey> keys, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync("COPY import_incoming FROM STDIN (FORMAT BINARY)", cancellationToken);
        for (var index = 0; index < messages.Count; index++)
        {
            var message = messages[index];
            var isIncoming = message.Direction is MessageDirection.Incoming;
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(message.MessageId, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(conversations.IdOf(keys[index]), NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync(isIncoming, NpgsqlDbType.Boolean, cancellationToken);
            await copy.WriteAsync(isIncoming ? "customer" : IsAutomatic(message) ? "system" : "operator", NpgsqlDbType.Text, cancellationToken);
            if (message.UserId is null)
            {
                await copy.WriteNullAsync(cancellationToken);
            }
            else
            {
                await copy.WriteAsync(message.UserId, NpgsqlDbType.Text, cancellationToken);
            }

            await copy.WriteAsync(message.Text, NpgsqlDbType.Text, cancellationToken);
            // Exports do not tell of media; what has no words is a picture.
            await copy.WriteAsync(Math.Max(message.MediaCount, message.Text.Length == 0 ? 1 : 0), NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(isIncoming ? "received" : "delivered", NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(message.SentAt, NpgsqlDbType.TimestampTz, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private bool IsAutomatic(MessageEvent message) =>
        message.IsSystemUser || (config.AutomatedReplySuffix.Length > 0
            && message.Text.AsSpan().TrimEnd().EndsWith(config.AutomatedReplySuffix, StringComparison.OrdinalIgnoreCase));

    /// <summary>Who once said stop must not be texted, whenever that was.</summary>
    private Task StopAsync(IReadOnlyList<MessageEvent> messages, CancellationToken cancellationToken)
    {
        var requests = messages.AsParallel().AsOrdered()
            .Where(message => message is { Direction: MessageDirection.Incoming, IsGroup: false, IsAnonymous: false })
            .Select(message => (message.From, message.SentAt, Request: OptOut.Classify(message.Text)))
            .Where(entry => entry.Request is OptOutRequest.Stop or OptOutRequest.Start)
            .GroupBy(entry => entry.From)
            .Select(group => (
                Phone: group.Key,
                Out: group.Where(entry => entry.Request is OptOutRequest.Stop).Select(entry => (DateTimeOffset?)entry.SentAt).Max(),
                In: group.Where(entry => entry.Request is OptOutRequest.Start).Select(entry => (DateTimeOffset?)entry.SentAt).Max()))
            .OrderBy(entry => entry.Phone, StringComparer.Ordinal)
            .ToList();
        return requests.Count == 0 ? Task.CompletedTask : connection.Command("""
            INSERT INTO opt_outs (customer_phone, opted_out_at, opted_in_at)
            SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::timestamptz[])
            ON CONFLICT (customer_phone) DO UPDATE
            SET opted_out_at = GREATEST(opt_outs.opted_out_at, EXCLUDED.opted_out_at),
                opted_in_at = GREATEST(opt_outs.opted_in_at, EXCLUDED.opted_in_at)
            """, requests.Select(entry => entry.Phone).ToArray(), requests.Select(entry => entry.Out).ToArray(),
            requests.Select(entry => entry.In).ToArray()).ExecuteAsync(cancellationToken);
    }
}
