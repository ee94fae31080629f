using System.Globalization;
using System.Runtime.CompilerServices;
using PatternFunctions.OpenPhone;
using PatternFunctions.Settings;

namespace PatternFunctions.Imports;

/// <summary>Loads an uploaded export in chunks of rows, and reads the next while one is stored. The position is the last row that is loaded.</summary>
public sealed class FileLoading(ImportFiles files, OwnLines lines, TimeProvider clock) : IImportPhase
{
    /// <summary>So many rows are one step: enough to be fast, few enough to be held in memory.</summary>
    private const int ChunkSize = 10_000;

    public bool Suits(ImportRow import) => import is { Status: ImportRow.Running, Phase: "loading", Source: not "openphone" };

    public async Task WorkAsync(ImportSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var lineIds = await lines.ReadAsync(cancellationToken);
        var loader = new MessageLoader(session.Connection, session.Import.Id);
        using var file = await ExportFile.OpenAsync(await files.OpenAsync(session.Import.BlobName!, cancellationToken), cancellationToken);
        await foreach (var chunk in ReadAsync(file, session.Import, lineIds, cancellationToken).AheadAsync(cancellationToken))
        {
            if (!await LoadAsync(session, file.Kind, chunk, loader, cancellationToken) || session.IsTired)
            {
                return;
            }
        }
    }

    private static async IAsyncEnumerable<ExportChunk> ReadAsync(
        ExportFile file, ImportRow import, IReadOnlyDictionary<string, string> lineIds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = import.Position.Length == 0 ? 0 : long.Parse(import.Position, CultureInfo.InvariantCulture);
        var chunk = new ExportChunk();
        await foreach (var row in file.ReadAsync(last, cancellationToken))
        {
            chunk.Add(row, message => message.At >= import.Since && message.At < import.Until ? ImportedMessage.Of(ToEvent(message, lineIds)) : null);
            if (chunk.Rows == ChunkSize)
            {
                yield return chunk with { BytesRead = file.BytesRead };
                chunk = new ExportChunk();
            }
        }

        yield return chunk with { BytesRead = file.BytesRead, IsLast = true };
    }

    private async Task<bool> LoadAsync(
        ImportSession session, ExportKind kind, ExportChunk chunk, MessageLoader loader, CancellationToken cancellationToken)
    {
        var import = session.Import;
        var now = clock.GetUtcNow();
        await using var step = await session.Connection.BeginTransactionAsync(cancellationToken);
        var config = await ConfigStore.ReadAsync(session.Connection, cancellationToken);
        var added = kind switch
        {
            ExportKind.Contacts => await ImportedContacts.SaveAsync(session.Connection, import.Id, chunk.Contacts, now, cancellationToken),
            ExportKind.Users => await ImportedUsers.SaveAsync(session.Connection, import.Id, chunk.Users, now, cancellationToken),
            _ => await loader.SaveAsync(step, chunk.Messages, config, now, cancellationToken),
        };
        await ImportProblems.SaveAsync(session.Connection, import.Id, chunk.Bad, cancellationToken);
        var after = import with
        {
            Position = chunk.LastRow?.ToString(CultureInfo.InvariantCulture) ?? import.Position,
            Done = Math.Max(import.Done, chunk.BytesRead),
            RowsRead = import.RowsRead + chunk.Rows,
            RowsAdded = import.RowsAdded + added,
            RowsKnown = import.RowsKnown + chunk.Wanted - added,
            RowsLeftOut = import.RowsLeftOut + chunk.LeftOut,
            RowsBad = import.RowsBad + chunk.Bad.Count,
        };
        if (chunk.IsLast)
        {
            after = kind is ExportKind.Messages ? after.Begin("pairing") : after with { Status = ImportRow.Finished };
        }

        if (!await session.SaveAsync(after, cancellationToken))
        {
            return false;
        }

        await step.CommitAsync(cancellationToken);
        return true;
    }

    private static MessageEvent ToEvent(ExportedMessage message, IReadOnlyDictionary<string, string> lineIds)
    {
        var ours = message.IsIncoming ? message.To[0] : message.From;
        return new MessageEvent
        {
            EventId = "",
            Type = "import",
            OccurredAt = message.At,
            MessageId = message.Id!,
            Direction = message.IsIncoming ? MessageDirection.Incoming : MessageDirection.Outgoing,
            Status = MessageStatus.Unknown,
            Text = message.Body,
            From = message.From,
            To = message.To,
            SentAt = message.At,
            ConversationId = message.ConversationId,
            // Live traffic knows a line by its id: its conversations must be found again.
            PhoneNumberId = lineIds.GetValueOrDefault(ours),
        };
    }
}
