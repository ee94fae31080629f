using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Imports;

/// <summary>Announces again the imports whose worker has died, or whose message was lost.</summary>
public sealed class ImportsUnderWay(NpgsqlDataSource dataSource, WorkQueues queues, TimeProvider clock)
{
    /// <summary>No step takes as long.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    public async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        var overdue = await dataSource.Command("SELECT id FROM imports WHERE status IN ('running', 'rolling_back') AND next_at < $1", clock.GetUtcNow() - Grace)
            .ListAsync(reader => reader.GetInt64(0), cancellationToken);
        foreach (var id in overdue)
        {
            await queues.SendAsync(WorkQueues.ImportWork, new ImportWork(id), TimeSpan.Zero, cancellationToken);
        }
    }
}
