using PatternFunctions.OpenPhone;

namespace PatternFunctions.Imports;

/// <summary>
/// Loads from OpenPhone's API of 2026-03-30: all messages of the workspace, the newest first, page by page. A page is a
/// step, and the position is the next one's cursor. What is texted meanwhile comes live: the list ends where the import began.
/// </summary>
public sealed class WorkspaceLoading(OpenPhoneClient client, TimeProvider clock) : IImportPhase
{
    public bool Suits(ImportRow import) => import is { Status: ImportRow.Running, Phase: "loading", Source: "openphone", ApiVersion: ApiVersion.Of20260330 };

    public async Task WorkAsync(ImportSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var pages = new ListedPages(session, clock);
        await pages.ReadAsync(() => ReadAsync(session, pages, cancellationToken), cancellationToken);
    }

    private async Task ReadAsync(ImportSession session, ListedPages pages, CancellationToken cancellationToken)
    {
        var import = session.Import;
        var cursor = import.Position.Length == 0 ? null : import.Position;
        var page = await client.ListWorkspaceMessagesAsync(import.Since, import.Until, cursor, cancellationToken);
        await using var step = await session.Connection.BeginTransactionAsync(cancellationToken);
        var after = await pages.StoreAsync(step, page, line: null, cancellationToken);
        // How many there are nobody tells; how much of the time has been gone through is known.
        after = page.NextPageToken is null ? after.Begin("pairing") : after with
        {
            Position = page.NextPageToken,
            Total = (long)(import.Until - import.Since).TotalSeconds,
            Done = page.Items.Count == 0 ? import.Done : Math.Max(import.Done, (long)(import.Until - page.Items.Min(message => message.SentAt)).TotalSeconds),
        };
        if (await session.SaveAsync(after, cancellationToken))
        {
            await step.CommitAsync(cancellationToken);
        }
    }
}
