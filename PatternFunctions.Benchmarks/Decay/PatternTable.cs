using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PatternFunctions.Playground.Machine;
using PatternFunctions.Storage;

namespace PatternFunctions.Benchmarks.Decay;

/// <summary>A database of its own with so many patterns, none of them used for days.</summary>
internal sealed class PatternTable : IAsyncDisposable
{
    private PatternTable(NpgsqlDataSource source) => Source = source;

    public NpgsqlDataSource Source { get; }

    public static async Task<PatternTable> CreateAsync(Postgres postgres, int patterns, CancellationToken cancellationToken)
    {
        var connection = await postgres.EnsureDatabaseAsync($"decay{patterns}", cancellationToken);
        var table = new PatternTable(NpgsqlDataSource.Create($"{connection};Options=-c patterns.writer=app;Command Timeout=600"));
        await new MigrationRunner(table.Source, NullLogger<MigrationRunner>.Instance).RunAsync(cancellationToken);
        await table.Source.Command("UPDATE pattern_learning_config SET config_value = 'true' WHERE config_key = 'enabled'").ExecuteAsync(cancellationToken);
        await table.Source.Command("""
            INSERT INTO decision_patterns (pattern_type, pattern_signature, trigger_text, trigger_keywords, response_template, confidence_score, created_at, last_used_at)
            SELECT 'faq', md5(n::text), 'Do you have a bay free for us at ' || n || ' tonight?', '{bay,free}',
                   'Hi {{customer_first_name}}, yes: bay {{bay_number}} is yours. See you soon!', 0.95, '2026-01-01', '2026-01-02'
            FROM generate_series(1, $1) n
            """, patterns).ExecuteAsync(cancellationToken);
        await table.TidyAsync(cancellationToken);
        return table;
    }

    /// <summary>As autovacuum would between two nights, and at a time when nobody measures.</summary>
    public async Task TidyAsync(CancellationToken cancellationToken)
    {
        foreach (var sql in (string[])["VACUUM ANALYZE decision_patterns", "VACUUM ANALYZE decay_blocks", "CHECKPOINT"])
        {
            await Source.Command(sql).ExecuteAsync(cancellationToken);
        }
    }

    /// <returns>The seconds, and the megabytes of write-ahead log.</returns>
    public async Task<(double Seconds, double Log)> MeasureAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        await TidyAsync(cancellationToken);
        var before = await LogAsync(cancellationToken);
        var began = Stopwatch.GetTimestamp();
        await work();
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return (seconds, (await LogAsync(cancellationToken) - before) / 1e6);
    }

    /// <returns>In megabytes, its indexes included.</returns>
    public async Task<double> HistoryAsync(CancellationToken cancellationToken) =>
        await Source.Command("SELECT pg_total_relation_size('decay_blocks') / 1e6::float8").ScalarAsync<double>(cancellationToken);

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private async Task<double> LogAsync(CancellationToken cancellationToken) =>
        await Source.Command("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8").ScalarAsync<double>(cancellationToken);
}
