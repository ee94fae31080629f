using System.Globalization;
using PatternFunctions.OpenPhone;
using PatternFunctions.Settings;

namespace PatternFunctions.Imports;

/// <summary>Loads an uploaded export in batches of rows. The position is the last row that is loaded.</summary>
public sealed class FileLoading(ImportFiles files, OwnLines lines, TimeProvider clock) : IImportPhase
{
    /// <summary>So many rows are one step: enough to be fast, few enough to be held in memory.</summary>
    private const int BatchSize = 2_500;

    public bool Suits(ImportRow import) => import is { Status: ImportRow.Running, Phase: "loading", Source: "messages" or "contacts" };

    public async Task WorkAsync(ImportSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var lineIds = await lines.ReadAsync(cancellationToken);
        var conversations = new ImportedConversations();
        var last = session.Import.Position.Length == 0 ? 0 : long.Parse(session.Import.Position, CultureInfo.InvariantCulture);
        using var file = await ExportFile.OpenAsync(await files.OpenAsync(session.Import.BlobName!, cancellationToken), cancellationToken);
        var batch = new List<ExportRow>(BatchSize);
        await foreach (var row in file.ReadAsync(cancellationToken))
        {
            if (row.Row > last)
            {
                batch.Add(row);
            }

            if (batch.Count == BatchSize)
            {
                if (!await LoadAsync(session, file, batch, conversations, lineIds, isLast: false, cancellationToken) || session.IsTired)
                {
                    return;
                }

                batch.Clear();
            }
        }

        await LoadAsync(session, file, batch, conversations, lineIds, isLast: true, cancellationToken);
    }

    private async Task<bool> LoadAsync(
        ImportSession session, ExportFile file, List<ExportRow> rows, ImportedConversations conversations,
        IReadOnlyDictionary<string, string> lineIds, bool isLast, CancellationToken cancellationToken)
    {
        var import = session.Import;
        var now = clock.GetUtcNow();
        await using var transaction = await session.Connection.BeginTransactionAsync(cancellationToken);
        var config = await ConfigStore.ReadAsync(session.Connection, cancellationToken);
        var usable = rows.Where(row => row.Problem is null && row.Message is not { Id: null }).ToList();
        var wanted = usable.Where(row => row.Message is null || (row.Message.At >= import.Since && row.Message.At < import.Until)).ToList();
        var added = file.Kind is ExportKind.Contacts
            ? await ImportedContacts.SaveAsync(session.Connection, import.Id, [.. wanted.Select(row => row.Contact!)], now, cancellationToken)
            : await new LoadedBatch(session.Connection, conversations, import.Id, config, now)
                .SaveAsync([.. wanted.Select(row => ToEvent(row.Message!, lineIds))], cancellationToken);
        await ImportProblems.SaveAsync(session.Connection, import.Id, rows.Where(row => row.Problem is not null || row.Message is { Id: null }), cancellationToken);
        var after = import with
        {
            Position = rows is [.., var last] ? last.Row.ToString(CultureInfo.InvariantCulture) : import.Position,
            Done = Math.Max(import.Done, file.BytesRead),
            RowsRead = import.RowsRead + rows.Count,
            RowsAdded = import.RowsAdded + added,
            RowsKnown = import.RowsKnown + wanted.Count - added,
            RowsLeftOut = import.RowsLeftOut + usable.Count - wanted.Count,
            RowsBad = import.RowsBad + rows.Count - usable.Count,
        };
        if (isLast)
        {
            after = file.Kind is ExportKind.Contacts ? after with { Status = ImportRow.Finished } : after.Begin("pairing");
        }

        if (!await session.SaveAsync(after, cancellationToken))
        {
            return false;
        }

        await transaction.CommitAsync(cancellationToken);
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
