using Npgsql;

namespace PatternFunctions.Storage;

/// <summary>
/// Brings the schema up to date, whichever of several starting instances comes first: an advisory lock lets one
/// work and the others find the work done. All pending files are one transaction. A build runs with a newer schema than
/// its own, because instances of two versions run side by side while one replaces the other, and the older may have to come
/// back; a migration that takes something away from earlier builds is called <c>NNNN_contract_…</c>, and stops them.
/// </summary>
public sealed partial class MigrationRunner(NpgsqlDataSource dataSource, ILogger<MigrationRunner> logger)
{
    private const long LockKey = 0x5061_7474_6572_6e73; // "Patterns"

    /// <returns>The names of the migrations applied by this call.</returns>
    /// <exception cref="InvalidOperationException">An applied file was edited, or this build is older than the schema.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.Command("SELECT pg_advisory_xact_lock($1)", LockKey).ExecuteAsync(cancellationToken);
        await connection.Command("""
            CREATE TABLE IF NOT EXISTS schema_migrations (
                name       text PRIMARY KEY,
                hash       text NOT NULL,
                applied_at timestamptz NOT NULL DEFAULT now()
            )
            """).ExecuteAsync(cancellationToken);
        var applied = (await connection
            .Command("SELECT name, hash FROM schema_migrations ORDER BY name")
            .ListAsync(reader => (Name: reader.GetString(0), Hash: reader.GetString(1)), cancellationToken))
            .ToDictionary(row => row.Name, row => row.Hash);

        var migrations = Migration.Embedded();
        foreach (var unknown in applied.Keys.Except(migrations.Select(migration => migration.Name)))
        {
            if (unknown.Split('_') is [_, "contract", ..])
            {
                throw new InvalidOperationException($"The database has the migration {unknown}, which this build cannot do with: it is older than the schema.");
            }

            LogNewer(unknown);
        }

        List<string> ran = [];
        foreach (var migration in migrations)
        {
            if (!applied.TryGetValue(migration.Name, out var hash))
            {
                await connection.Command(migration.Sql).ExecuteAsync(cancellationToken);
                await connection.Command("INSERT INTO schema_migrations (name, hash) VALUES ($1, $2)", migration.Name, migration.Hash)
                    .ExecuteAsync(cancellationToken);
                ran.Add(migration.Name);
            }
            else if (hash != migration.Hash)
            {
                throw new InvalidOperationException($"The migration {migration.Name} was edited after it had been applied.");
            }
        }

        await transaction.CommitAsync(cancellationToken);
        if (ran.Count > 0)
        {
            LogMigrated(ran.Count, ran[^1]);
        }

        return ran;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Applied {Count} migrations, up to {Last}.")]
    private partial void LogMigrated(int count, string last);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The schema is newer than this build, by {Migration}.")]
    private partial void LogNewer(string migration);
}
