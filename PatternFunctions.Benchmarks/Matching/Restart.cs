using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NpgsqlTypes;
using PatternFunctions.Matching;
using PatternFunctions.Matching.Encoder;
using PatternFunctions.Patterns;
using PatternFunctions.Playground.Machine;
using PatternFunctions.Storage;

namespace PatternFunctions.Benchmarks.Matching;

/// <summary>How long after a start questions are matched: by signature, and by similarity beside the mere reading of the vectors.</summary>
internal static class Restart
{
    private const int Patterns = 10_000;
    private const int Starts = 3;

    public static async Task RunAsync(SentenceEncoder encoder, BenchmarkReport report, CancellationToken cancellationToken)
    {
        await using var postgres = await Postgres.StartAsync(await NodeTools.EnsureAsync(null, cancellationToken), new PostgresOptions(), cancellationToken);
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString());
        await new MigrationRunner(source, NullLogger<MigrationRunner>.Instance).RunAsync(cancellationToken);
        await FillAsync(source, encoder, cancellationToken);
        var name = string.Create(CultureInfo.InvariantCulture, $"restart/{Patterns} patterns");
        var starts = new List<(double Signature, double Reading, double Similarity)>();
        for (var start = 0; start < Starts; start++)
        {
            await using var fresh = NpgsqlDataSource.Create(postgres.ConnectionString());
            starts.Add((
                await TimeAsync(() => FindBySignatureAsync(fresh, cancellationToken)),
                await TimeAsync(() => ReadVectorsAsync(fresh, encoder, cancellationToken)),
                await TimeAsync(() => new IndexLoader(new WordingStore(fresh), encoder).UpdateAsync(
                    new SimilarityIndex(encoder.Dimensions, SimilaritySpace.Plain), WordingStore.Beginning, cancellationToken))));
        }

        // The first start finds cold caches.
        var (_, reading, similarity) = starts.OrderBy(start => start.Similarity / start.Reading).ElementAt(Starts / 2);
        report.Add($"{name}/first match by signature, connection included", starts[0].Signature, "ms");
        report.Add($"{name}/reading the vectors", reading, "ms");
        report.Add($"{name}/matching by similarity", similarity, "ms");
        report.Add($"{name}/matching by similarity, times the reading", similarity / reading, "×", 5);
    }

    private static async Task FillAsync(NpgsqlDataSource source, SentenceEncoder encoder, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        // Without triggers: they are for changes one by one.
        await connection.Command("SET session_replication_role = replica").ExecuteAsync(cancellationToken);
        var wordings = new WordingStore(source);
        foreach (var batch in new SyntheticPatterns(encoder).Take(Patterns).Chunk(500))
        {
            StoredWording[] stored = [.. batch.SelectMany(pattern => pattern.Wordings.Select(
                wording => new StoredWording(pattern.PatternId, PatternSignature.Of(wording.Text), wording.Text, wording.Vector)))];
            await CopyAsync(connection, "decision_patterns (id, pattern_type, pattern_signature, trigger_text, response_template)",
                stored.DistinctBy(wording => wording.PatternId).Select(wording => (object[])[wording.PatternId, "faq", wording.Signature, wording.Text, "Yes."]), cancellationToken);
            await CopyAsync(connection, "pattern_versions (pattern_id, version, response_template, created_by)",
                batch.Select(pattern => (object[])[pattern.PatternId, 1, "Yes.", "benchmark"]), cancellationToken);
            await CopyAsync(connection, "pattern_signatures (pattern_id, signature, wording, source)",
                stored.Select(wording => (object[])[wording.PatternId, wording.Signature, wording.Text, "benchmark"]), cancellationToken);
            await wordings.SaveVectorsAsync(stored, encoder.Name, cancellationToken);
        }

        await connection.Command("ANALYZE").ExecuteAsync(cancellationToken);
    }

    private static async Task CopyAsync(NpgsqlConnection connection, string target, IEnumerable<object[]> rows, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {target} FROM STDIN (FORMAT BINARY)", cancellationToken);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellationToken);
            foreach (var value in row)
            {
                await copy.WriteAsync(value, value switch { long => NpgsqlDbType.Bigint, int => NpgsqlDbType.Integer, _ => NpgsqlDbType.Text }, cancellationToken);
            }
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private static async Task FindBySignatureAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var known = new SyntheticPatterns(null).Take(1).First().Wordings[0].Text;
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        _ = await PatternReader.FindBySignatureAsync(connection, PatternSignature.Of(known), cancellationToken)
            ?? throw new InvalidOperationException("The pattern was not found.");
    }

    private static async Task ReadVectorsAsync(NpgsqlDataSource source, SentenceEncoder encoder, CancellationToken cancellationToken) =>
        await source.Command("SELECT signature, vector FROM wording_vectors WHERE encoder = $1", encoder.Name).ListAsync(
            reader => (reader.GetString(0), reader.GetFieldValue<byte[]>(1)), cancellationToken);

    private static async Task<double> TimeAsync(Func<Task> action)
    {
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
