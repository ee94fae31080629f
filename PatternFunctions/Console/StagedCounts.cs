using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.WebConsole;

/// <summary>How much imports propose.</summary>
public sealed class StagedCounts(NpgsqlDataSource dataSource)
{
    /// <returns>By import: what waits for a person.</returns>
    public async Task<IReadOnlyDictionary<long, int>> PendingAsync(CancellationToken cancellationToken) =>
        (await dataSource.Command("SELECT import_id, count(*)::int FROM import_staging WHERE status = 'pending' GROUP BY import_id")
            .ListAsync(reader => (Id: reader.GetInt64(0), Number: reader.GetInt32(1)), cancellationToken)).ToDictionary(row => row.Id, row => row.Number);

    /// <returns>By status.</returns>
    public async Task<IReadOnlyDictionary<string, int>> OfAsync(long importId, CancellationToken cancellationToken) =>
        (await dataSource.Command("SELECT status, count(*)::int FROM import_staging WHERE import_id = $1 GROUP BY status", importId)
            .ListAsync(reader => (Status: reader.GetString(0), Number: reader.GetInt32(1)), cancellationToken)).ToDictionary(row => row.Status, row => row.Number);
}
