using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.WebConsole;

/// <summary>Who has which question open. In the database's own time: people look in real time, whatever the app's clock shows.</summary>
public sealed class QueueViewers(NpgsqlDataSource dataSource)
{
    public Task NoteAsync(long questionId, string viewer, CancellationToken cancellationToken) =>
        dataSource.Command("""
            WITH gone AS (
                DELETE FROM queue_viewers WHERE seen_at < now() - interval '1 hour'
            )
            INSERT INTO queue_viewers (queue_id, viewer, seen_at)
            VALUES ($1, $2, now())
            ON CONFLICT (queue_id, viewer) DO UPDATE SET seen_at = EXCLUDED.seen_at
            """, questionId, viewer).ExecuteAsync(cancellationToken);

    /// <returns>The others, by question.</returns>
    public async Task<ILookup<long, string>> OthersAsync(string viewer, CancellationToken cancellationToken) =>
        (await dataSource.Command("""
            SELECT queue_id, viewer
            FROM queue_viewers
            WHERE viewer <> $1 AND seen_at > now() - interval '12 seconds'
            ORDER BY viewer
            """, viewer).ListAsync(reader => (Id: reader.GetInt64(0), Viewer: reader.GetString(1)), cancellationToken))
        .ToLookup(row => row.Id, row => row.Viewer);
}
