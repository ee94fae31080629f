using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Imports;

/// <summary>Works on an import, phase after phase, for as long as one call of a function may take; then lets itself be called again.</summary>
public sealed partial class ImportRunner(
    NpgsqlDataSource dataSource, IEnumerable<IImportPhase> phases, ImportFiles files, WorkQueues queues, TimeProvider clock, ILogger<ImportRunner> logger)
{
    /// <summary>Well below the five minutes that a function has on a consumption plan.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(2);

    /// <summary>The database may take a while to notice that a worker has died: until then it looks as if it were at work.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(15);

    public async Task WorkAsync(ImportWork work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var session = await ImportSession.OpenAsync(connection, work.ImportId, clock, Turn, cancellationToken);
        if (session is null)
        {
            if (await connection.Command("SELECT status IN ('running', 'rolling_back') FROM imports WHERE id = $1", work.ImportId).ScalarAsync<bool>(cancellationToken))
            {
                await queues.SendAsync(WorkQueues.ImportWork, work, LookAgain, cancellationToken);
            }

            return;
        }

        while (!session.IsOver && !session.IsTired)
        {
            await phases.First(phase => phase.Suits(session.Import)).WorkAsync(session, cancellationToken);
        }

        // After the commit: what is not loaded any more is not kept.
        await files.DeleteUnusedAsync(connection, work.ImportId, cancellationToken);
        LogWorked(work.ImportId, session.Import.Phase, session.Import.Status, session.Import.Done, session.Import.Total);
        if (session.Import.IsAtWork && (!session.IsOver || session.Import.NextAt > clock.GetUtcNow()))
        {
            await queues.SendAsync(WorkQueues.ImportWork, work, session.Import.NextAt - clock.GetUtcNow(), cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Import {ImportId}: {Phase}, {Status}, {Done} of {Total}.")]
    private partial void LogWorked(long importId, string phase, string status, long done, long? total);
}
