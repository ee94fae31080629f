using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using PatternFunctions.Playground.Machine;

namespace PatternFunctions.Benchmarks.Matching;

/// <summary>PostgreSQL's pg_trgm: the nearest row by trigram similarity, in memory, without waiting for the disk.</summary>
internal sealed class TrigramPeer(Postgres postgres, NpgsqlDataSource source) : IAsyncDisposable
{
    /// <summary>Each index with the question that it answers best.</summary>
    public static readonly IReadOnlyDictionary<string, (string Index, string Query)> Indexes = new Dictionary<string, (string, string)>
    {
        ["GiST, nearest first"] = (
            "CREATE INDEX wordings_gist ON wordings USING gist (wording gist_trgm_ops (siglen = 64))",
            "SELECT pattern_id FROM wordings ORDER BY wording <-> $1 LIMIT 1"),
        ["GIN, above 0.3"] = (
            "CREATE INDEX wordings_gin ON wordings USING gin (wording gin_trgm_ops)",
            "SELECT pattern_id FROM wordings WHERE wording % $1 ORDER BY similarity(wording, $1) DESC LIMIT 1"),
    };

    public static async Task<TrigramPeer> StartAsync(CancellationToken cancellationToken)
    {
        var postgres = await Postgres.StartAsync(await NodeTools.EnsureAsync(null, cancellationToken), new PostgresOptions(), cancellationToken);
        var peer = new TrigramPeer(postgres, NpgsqlDataSource.Create(postgres.ConnectionString()));
        await peer.ExecuteAsync("CREATE EXTENSION pg_trgm", cancellationToken);
        return peer;
    }

    public async Task FillAsync(IEnumerable<(string Text, long Pattern)> wordings, string index, CancellationToken cancellationToken)
    {
        await ExecuteAsync("DROP TABLE IF EXISTS wordings", cancellationToken);
        await ExecuteAsync("CREATE TABLE wordings (wording text NOT NULL, pattern_id bigint NOT NULL)", cancellationToken);
        await using (var connection = await source.OpenConnectionAsync(cancellationToken))
        {
            await using var copy = await connection.BeginBinaryImportAsync("COPY wordings FROM STDIN (FORMAT BINARY)", cancellationToken);
            foreach (var (text, pattern) in wordings)
            {
                await copy.StartRowAsync(cancellationToken);
                await copy.WriteAsync(text, NpgsqlDbType.Text, cancellationToken);
                await copy.WriteAsync(pattern, NpgsqlDbType.Bigint, cancellationToken);
            }

            await copy.CompleteAsync(cancellationToken);
        }

        await ExecuteAsync(index, cancellationToken);
        await ExecuteAsync("VACUUM ANALYZE wordings", cancellationToken);
    }

    /// <returns>Each text's nearest pattern, and the median milliseconds a text.</returns>
    public async Task<(long?[] Patterns, double Milliseconds)> FindAsync(IEnumerable<string> texts, string query, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(query, connection) { Parameters = { new NpgsqlParameter<string>() } };
        await command.PrepareAsync(cancellationToken);
        var (patterns, times) = (new List<long?>(), new List<double>());
        foreach (var text in texts)
        {
            command.Parameters[0].Value = text;
            var start = Stopwatch.GetTimestamp();
            patterns.Add(await command.ExecuteScalarAsync(cancellationToken) as long?);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return ([.. patterns], times.Order().ElementAt(times.Count / 2));
    }

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await postgres.DisposeAsync();
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
