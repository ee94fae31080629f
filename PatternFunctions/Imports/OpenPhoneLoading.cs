using System.Text.Json;
using PatternFunctions.OpenPhone;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Imports;

/// <summary>Loads from OpenPhone's API: lines, their conversations, and each conversation's messages, page by page. A page is a step.</summary>
public sealed class OpenPhoneLoading(OpenPhoneClient client, TimeProvider clock) : IImportPhase
{
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(1);

    public bool Suits(ImportRow import) => import is { Status: ImportRow.Running, Phase: "loading", Source: "openphone" };

    public async Task WorkAsync(ImportSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var conversations = new ImportedConversations();
        try
        {
            while (!session.IsOver && !session.IsTired && session.Import.Phase is "loading")
            {
                var position = Read(session.Import.Position);
                await (position.IsListed
                    ? ReadThreadAsync(session, conversations, position, cancellationToken)
                    : ListAsync(session, position, cancellationToken));
            }
        }
        catch (HttpRequestException failure)
        {
            await session.SaveAsync(
                session.Import with
                {
                    NextAt = clock.GetUtcNow() + Retry,
                    StoppedBecause = $"OpenPhone does not answer as it should ({failure.StatusCode?.ToString() ?? failure.HttpRequestError.ToString()}). It is asked again each minute.",
                },
                cancellationToken);
        }
    }

    private static OpenPhonePosition Read(string position) =>
        position.Length == 0 ? new(false, false, null, null, 0) : JsonSerializer.Deserialize(position, ImportsJson.Default.OpenPhonePosition)!;

    private static string Write(OpenPhonePosition position) => JsonSerializer.Serialize(position, ImportsJson.Default.OpenPhonePosition);

    private async Task ListAsync(ImportSession session, OpenPhonePosition position, CancellationToken cancellationToken)
    {
        var import = session.Import;
        var lines = (await client.ListPhoneNumbersAsync(cancellationToken)).Select(line => line.Id).Order(StringComparer.Ordinal).ToList();
        if (lines.Find(line => position.LineId is null || string.CompareOrdinal(line, position.LineId) >= 0) is not { } line)
        {
            await session.SaveAsync(import.Begin("pairing"), cancellationToken);
            return;
        }

        var page = await client.ListConversationsAsync(line, position.IsSecondPass ? import.CreatedAt : import.Since, position.PageToken, cancellationToken);
        var threads = page.Items.Where(thread => thread.Participants.All(PhoneNumber.IsE164)).ToList();
        await using var transaction = await session.Connection.BeginTransactionAsync(cancellationToken);
        foreach (var thread in threads)
        {
            await session.Connection.Command("""
                INSERT INTO import_threads (import_id, phone_number_id, participants)
                VALUES ($1, $2, $3)
                ON CONFLICT (import_id, phone_number_id, participants) DO UPDATE SET is_read = false
                """, import.Id, thread.PhoneNumberId, thread.Participants.Distinct().Order(StringComparer.Ordinal).ToArray()).ExecuteAsync(cancellationToken);
        }

        var next = page.NextPageToken is not null ? position with { LineId = line, PageToken = page.NextPageToken }
            : lines.Find(other => string.CompareOrdinal(other, line) > 0) is { } another ? position with { LineId = another, PageToken = null }
            : position with { IsListed = true, LineId = null, PageToken = null };
        await CommitAsync(session, transaction, import with { Position = Write(next), Total = import.Total.GetValueOrDefault() + threads.Count, StoppedBecause = null }, cancellationToken);
    }

    private async Task ReadThreadAsync(
        ImportSession session, ImportedConversations conversations, OpenPhonePosition position, CancellationToken cancellationToken)
    {
        var import = session.Import;
        var thread = await session.Connection.Command("""
            SELECT id, phone_number_id, participants
            FROM import_threads
            WHERE import_id = $1 AND NOT is_read
            ORDER BY id
            LIMIT 1
            """, import.Id).FirstOrDefaultAsync(
            reader => new Thread(reader.GetInt64(0), reader.GetString(1), reader.GetFieldValue<string[]>(2)), cancellationToken);
        if (thread is null)
        {
            await session.SaveAsync(
                position.IsSecondPass ? import.Begin("pairing") : import with { Position = Write(new(true, false, null, null, 0)) }, cancellationToken);
            return;
        }

        var token = thread.Id == position.ThreadId ? position.PageToken : null;
        var page = await client.ListMessagesAsync(thread.Line, thread.Participants, import.Since, import.Until, token, cancellationToken);
        var now = clock.GetUtcNow();
        await using var transaction = await session.Connection.BeginTransactionAsync(cancellationToken);
        var config = await ConfigStore.ReadAsync(session.Connection, cancellationToken);
        var messages = page.Items.Where(message => message.SentAt >= import.Since && message.SentAt < import.Until).Select(message => ToEvent(message, thread.Line)).ToList();
        var added = await new LoadedBatch(session.Connection, conversations, import.Id, config, now).SaveAsync(messages, cancellationToken);
        if (page.NextPageToken is null)
        {
            await session.Connection.Command("UPDATE import_threads SET is_read = true WHERE id = $1", thread.Id).ExecuteAsync(cancellationToken);
        }

        await CommitAsync(session, transaction, import with
        {
            Position = Write(position with { ThreadId = thread.Id, PageToken = page.NextPageToken, LineId = null }),
            Done = import.Done + (page.NextPageToken is null ? 1 : 0),
            RowsRead = import.RowsRead + page.Items.Count,
            RowsAdded = import.RowsAdded + added,
            RowsKnown = import.RowsKnown + messages.Count - added,
            RowsLeftOut = import.RowsLeftOut + page.Items.Count - messages.Count,
            StoppedBecause = null,
        }, cancellationToken);
    }

    private static async Task CommitAsync(ImportSession session, Npgsql.NpgsqlTransaction transaction, ImportRow after, CancellationToken cancellationToken)
    {
        if (await session.SaveAsync(after, cancellationToken))
        {
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private static MessageEvent ToEvent(ListedMessage message, string line) => new()
    {
        EventId = "",
        Type = "import",
        OccurredAt = message.SentAt,
        MessageId = message.MessageId,
        Direction = message.Direction,
        Status = message.Status,
        Text = message.Text,
        From = message.From,
        To = message.To,
        UserId = message.UserId,
        SentAt = message.SentAt,
        ConversationId = message.ConversationId,
        PhoneNumberId = message.PhoneNumberId ?? line,
    };

    private sealed record Thread(long Id, string Line, string[] Participants);
}
