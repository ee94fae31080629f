using Npgsql;
using PatternFunctions.OpenPhone;
using PatternFunctions.Settings;

namespace PatternFunctions.Imports;

/// <summary>What reading OpenPhone's API has in common, whichever version: pages are stored, and silence is waited out.</summary>
internal sealed class ListedPages(ImportSession session, TimeProvider clock)
{
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(1);

    private readonly MessageLoader loader = new(session.Connection, session.Import.Id);

    /// <param name="readOne">Reads a page, as a step.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task ReadAsync(Func<Task> readOne, CancellationToken cancellationToken)
    {
        try
        {
            while (!session.IsOver && !session.IsTired && session.Import.Phase is "loading")
            {
                await readOne();
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

    /// <param name="step">The transaction.</param>
    /// <param name="page">Of messages.</param>
    /// <param name="line">Whose they are, where they do not say so themselves: PN…</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The import with this page counted.</returns>
    public async Task<ImportRow> StoreAsync(NpgsqlTransaction step, ListedPage<ListedMessage> page, string? line, CancellationToken cancellationToken)
    {
        var import = session.Import;
        var config = await ConfigStore.ReadAsync(session.Connection, cancellationToken);
        var wanted = page.Items.Where(message => message.SentAt >= import.Since && message.SentAt < import.Until)
            .Select(message => ImportedMessage.Of(ToEvent(message, line))).ToList();
        var added = await loader.SaveAsync(step, wanted, config, clock.GetUtcNow(), cancellationToken);
        return import with
        {
            RowsRead = import.RowsRead + page.Items.Count,
            RowsAdded = import.RowsAdded + added,
            RowsKnown = import.RowsKnown + wanted.Count - added,
            RowsLeftOut = import.RowsLeftOut + page.Items.Count - wanted.Count,
            StoppedBecause = null,
        };
    }

    private static MessageEvent ToEvent(ListedMessage message, string? line) => new()
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
        MediaCount = message.MediaCount,
    };
}
