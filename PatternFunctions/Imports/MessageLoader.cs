using System.Data;
using Npgsql;
using NpgsqlTypes;
using PatternFunctions.Conversations;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Imports;

/// <summary>
/// Stores many messages of the past at once, within a step's transaction: what they would have started, had they come
/// live, is over. Only a stop still holds.
/// </summary>
internal sealed class MessageLoader(NpgsqlConnection connection, long importId)
{
    private const string Columns =
        "id, conversation_id, direction, sender, user_id, text, media_count, status, status_at, sent_at, received_at, burst_id, processed_at, import_id";

    private readonly ImportedConversations conversations = new();

    /// <summary>The messages before these were known in part: then it is likely that these are, too.</summary>
    private bool meetsKnown;

    /// <returns>How many of them were not known.</returns>
    public async Task<long> SaveAsync(
        NpgsqlTransaction step, IReadOnlyList<ImportedMessage> messages, LearningConfig config, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (messages.Count == 0)
        {
            return 0;
        }

        await conversations.FindAsync(connection, messages, now, cancellationToken);
        var ours = await FindOursAsync(messages, cancellationToken);
        var added = !meetsKnown && await TryCopyAsync(step, messages, ours, config, now, cancellationToken)
            ? messages.Count
            : await MergeAsync(messages, ours, config, now, cancellationToken);
        meetsKnown = added < messages.Count;
        // Once for all of them; the trigger asks of each message that comes by itself.
        await connection.Command("INSERT INTO past_changes (changed_in, changed_at) VALUES (pg_current_xact_id(), now()) ON CONFLICT DO NOTHING")
            .ExecuteAsync(cancellationToken);
        await StopAsync(messages, cancellationToken);
        return added;
    }

    /// <summary>What this app has sent is nobody's judgement, whatever the history calls it.</summary>
    private async Task<HashSet<string>> FindOursAsync(IReadOnlyList<ImportedMessage> messages, CancellationToken cancellationToken) =>
        [
            .. await connection.Command(
                "SELECT openphone_message_id FROM outbound_replies WHERE openphone_message_id = ANY ($1)",
                // As one value: an array of texts could be taken for several.
                (object)messages.Where(entry => !entry.IsIncoming).Select(entry => entry.Message.MessageId).ToArray())
                .ListAsync(reader => reader.GetString(0), cancellationToken),
        ];

    /// <returns>False if one of them is known: then nothing has been stored.</returns>
    private async Task<bool> TryCopyAsync(
        NpgsqlTransaction step, IReadOnlyList<ImportedMessage> messages, HashSet<string> ours, LearningConfig config, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        const string beforeCopy = "before_copy";
        await step.SaveAsync(beforeCopy, cancellationToken);
        try
        {
            await CopyAsync("conversation_messages", messages, ours, config, now, cancellationToken);
        }
        catch (PostgresException known) when (known.SqlState is PostgresErrorCodes.UniqueViolation)
        {
            await step.RollbackAsync(beforeCopy, cancellationToken);
            return false;
        }

        await step.ReleaseAsync(beforeCopy, cancellationToken);
        return true;
    }

    /// <summary>Slower than to copy, as each message is looked for first.</summary>
    private async Task<long> MergeAsync(
        IReadOnlyList<ImportedMessage> messages, HashSet<string> ours, LearningConfig config, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await connection.Command("CREATE TEMP TABLE IF NOT EXISTS import_incoming (LIKE conversation_messages) ON COMMIT DELETE ROWS").ExecuteAsync(cancellationToken);
        await CopyAsync("import_incoming", messages, ours, config, now, cancellationToken);
        return await connection.Command($"""
            INSERT INTO conversation_messages ({Columns})
            SELECT {Columns}
            FROM import_incoming
            ON CONFLICT (id) DO NOTHING
            """).ExecuteAsync(cancellationToken);
    }

    private async Task CopyAsync(
        string table, IReadOnlyList<ImportedMessage> messages, HashSet<string> ours, LearningConfig config, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {table} ({Columns}) FROM STDIN (FORMAT BINARY)", cancellationToken);
        foreach (var entry in messages)
        {
            var (message, isIncoming) = (entry.Message, entry.IsIncoming);
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(message.MessageId, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(conversations.IdOf(entry.Conversation), NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync(isIncoming ? "incoming" : "outgoing", NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(SenderOf(entry, ours, config), NpgsqlDbType.Text, cancellationToken);
            await WriteAsync(copy, message.UserId, cancellationToken);
            await copy.WriteAsync(message.Text, NpgsqlDbType.Text, cancellationToken);
            // Exports do not tell of media; what has no words is a picture.
            await copy.WriteAsync(Math.Max(message.MediaCount, message.Text.Length == 0 ? 1 : 0), NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(isIncoming ? "received" : "delivered", NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(message.SentAt, NpgsqlDbType.TimestampTz, cancellationToken);
            await copy.WriteAsync(message.SentAt, NpgsqlDbType.TimestampTz, cancellationToken);
            await copy.WriteAsync(now, NpgsqlDbType.TimestampTz, cancellationToken);
            await WriteAsync(copy, isIncoming ? message.MessageId : null, cancellationToken);
            await copy.WriteAsync(now, NpgsqlDbType.TimestampTz, cancellationToken);
            await copy.WriteAsync(importId, NpgsqlDbType.Bigint, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, string? text, CancellationToken cancellationToken) =>
        text is null ? copy.WriteNullAsync(cancellationToken) : copy.WriteAsync(text, NpgsqlDbType.Text, cancellationToken);

    private static string SenderOf(ImportedMessage entry, HashSet<string> ours, LearningConfig config) =>
        entry.IsIncoming ? "customer"
        : ours.Contains(entry.Message.MessageId) ? "automation"
        : entry.Message.IsSystemUser || (config.AutomatedReplySuffix.Length > 0
            && entry.Message.Text.AsSpan().TrimEnd().EndsWith(config.AutomatedReplySuffix, StringComparison.OrdinalIgnoreCase)) ? "system"
        : "operator";

    /// <summary>Who once said stop must not be texted, whenever that was.</summary>
    private Task StopAsync(IReadOnlyList<ImportedMessage> messages, CancellationToken cancellationToken)
    {
        var requests = messages
            .Where(entry => entry.Request is OptOutRequest.Stop or OptOutRequest.Start)
            .GroupBy(entry => entry.Message.From)
            .Select(group => (Phone: group.Key, Out: Latest(group, OptOutRequest.Stop), In: Latest(group, OptOutRequest.Start)))
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

    private static DateTimeOffset? Latest(IEnumerable<ImportedMessage> messages, OptOutRequest request) =>
        messages.Where(entry => entry.Request == request).Max(entry => (DateTimeOffset?)entry.Message.SentAt);
}
