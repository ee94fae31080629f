using System.Data;
using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Imports;

/// <summary>One worker's turn at an import, alone at it. Work goes step by step, each a transaction that ends with <see cref="SaveAsync"/>.</summary>
public sealed class ImportSession : IAsyncDisposable
{
    private readonly TimeProvider clock;
    private readonly TimeSpan turn;
    private readonly long began;
    private long stepBegan;

    private ImportSession(NpgsqlConnection connection, ImportRow import, TimeProvider clock, TimeSpan turn)
    {
        (Connection, Import, this.clock, this.turn) = (connection, import, clock, turn);
        began = stepBegan = clock.GetTimestamp();
    }

    public NpgsqlConnection Connection { get; }

    public ImportRow Import { get; private set; }

    /// <summary>The import is out of this worker's hands: finished, waiting, or stopped by somebody.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Time to give the work back to the queue, which limits how long one call may take.</summary>
    public bool IsTired => clock.GetElapsedTime(began) >= turn;

    /// <summary>Lets the next worker in: a connection that goes back to its pool keeps its locks.</summary>
    public ValueTask DisposeAsync() => ReleaseAsync(Connection, Import.Id);

    /// <returns>Null if there is nothing to do, or another worker is at it.</returns>
    public static async Task<ImportSession?> OpenAsync(
        NpgsqlConnection connection, long importId, TimeProvider clock, TimeSpan turn, CancellationToken cancellationToken)
    {
        ImportSession? session = null;
        try
        {
            var isAlone = await connection.Command("SELECT pg_try_advisory_lock(hashtext('imports'), $1)", (int)importId).ScalarAsync<bool>(cancellationToken);
            var import = isAlone
                ? await connection.Command($"SELECT {ImportRow.Columns} FROM imports i WHERE i.id = $1", importId)
                    .FirstOrDefaultAsync(ImportRow.Read, cancellationToken)
                : null;
            return session = import is { IsAtWork: true } ? new ImportSession(connection, import, clock, turn) : null;
        }
        finally
        {
            if (session is null)
            {
                await ReleaseAsync(connection, importId);
            }
        }
    }

    private static async ValueTask ReleaseAsync(NpgsqlConnection connection, long importId)
    {
        // A broken connection has no locks any more. Of a lock that is another's nothing is given back.
        if (connection.State is ConnectionState.Open)
        {
            await connection.Command("SELECT pg_advisory_unlock(hashtext('imports'), $1)", (int)importId).ExecuteAsync(CancellationToken.None);
        }
    }

    /// <summary>
    /// Ends a step, within its transaction: what was done and how far that brings the import are written together.
    /// </summary>
    /// <returns>False if the import has been stopped meanwhile, or gone on elsewhere: then nothing of the step may be committed.</returns>
    public async Task<bool> SaveAsync(ImportRow after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(after);
        var now = clock.GetUtcNow();
        var seconds = after.Phase == Import.Phase ? after.PhaseSeconds + clock.GetElapsedTime(stepBegan).TotalSeconds : 0;
        stepBegan = clock.GetTimestamp();
        var saved = await Connection.Command("""
            UPDATE imports
            SET status = $2, phase = $3, position = $4, done = $5, total = $6, phase_seconds = $7, blob_name = $8,
                rows_read = $9, rows_added = $10, rows_known = $11, rows_left_out = $12, rows_bad = $13, pairs = $14,
                groups = $15, estimated_usd = $16, stopped_because = $17, updated_at = $18,
                next_at = GREATEST($19, $18), finished_at = CASE WHEN $2 IN ('finished', 'rolled_back') THEN $18 END
            WHERE id = $1 AND status = $20 AND phase = $21 AND position = $22
            """, after.Id, after.Status, after.Phase, after.Position, after.Done, after.Total, seconds, after.BlobName,
            after.RowsRead, after.RowsAdded, after.RowsKnown, after.RowsLeftOut, after.RowsBad, after.Pairs,
            after.Groups, after.EstimatedUsd, after.StoppedBecause, now, after.NextAt, Import.Status, Import.Phase, Import.Position)
            .ExecuteAsync(cancellationToken) == 1;
        Import = after with { PhaseSeconds = seconds };
        IsOver = !saved || !after.IsAtWork || after.NextAt > now;
        return saved;
    }
}
