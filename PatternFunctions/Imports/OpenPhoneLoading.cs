using System.Text.Json;
using PatternFunctions.OpenPhone;
using PatternFunctions.Storage;

namespace PatternFunctions.Imports;

/// <summary>Loads from OpenPhone's API, v1: lines, their conversations, and each conversation's messages, page by page. A page is a step.</summary>
public sealed class OpenPhoneLoading(OpenPhoneClient client, TimeProvider clock) : IImportPhase
{
    public bool Suits(ImportRow import) => import is { Status: ImportRow.Running, Phase: "loading", Source: "openphone", ApiVersion: ApiVersion.V1 };

    public async Task WorkAsync(ImportSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var pages = new ListedPages(session, clock);
        await pages.ReadAsync(
            () => Read(session.Import.Position) is { IsListed: true } position
                ? ReadThreadAsync(session, pages, position, cancellationToken)
                : ListAsync(session, Read(session.Import.Position), cancellationToken),
            cancellationToken);
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

    private async Task ReadThreadAsync(ImportSession session, ListedPages pages, OpenPhonePosition position, CancellationToken cancellationToken)
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
        await using var step = await session.Connection.BeginTransactionAsync(cancellationToken);
        if (page.NextPageToken is null)
        {
            await session.Connection.Command("UPDATE import_threads SET is_read = true WHERE id = $1", thread.Id).ExecuteAsync(cancellationToken);
        }

        var after = await pages.StoreAsync(step, page, thread.Line, cancellationToken);
        await CommitAsync(session, step, after with
        {
            Position = Write(position with { ThreadId = thread.Id, PageToken = page.NextPageToken, LineId = null }),
            Done = import.Done + (page.NextPageToken is null ? 1 : 0),
        }, cancellationToken);
    }

    private static async Task CommitAsync(ImportSession session, Npgsql.NpgsqlTransaction transaction, ImportRow after, CancellationToken cancellationToken)
    {
        if (await session.SaveAsync(after, cancellationToken))
        {
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private sealed record Thread(long Id, string Line, string[] Participants);
}
