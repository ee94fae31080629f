using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PatternFunctions.Matching;
using PatternFunctions.Playground.Machine;
using PatternFunctions.Storage;

namespace PatternFunctions.Benchmarks.Pipeline;

/// <summary>A database with patterns that are suggested, and the time at which each decision was stored.</summary>
internal sealed class DecisionBase : IAsyncDisposable
{
    private DecisionBase(string connectionString)
    {
        ConnectionString = connectionString;
        Source = NpgsqlDataSource.Create($"{connectionString};Options=-c patterns.writer=app;Command Timeout=600");
    }

    public string ConnectionString { get; }

    public NpgsqlDataSource Source { get; }

    public static async Task<DecisionBase> CreateAsync(Postgres postgres, string name, int patterns, CancellationToken cancellationToken)
    {
        var made = new DecisionBase(await postgres.EnsureDatabaseAsync(name, cancellationToken));
        await new MigrationRunner(made.Source, NullLogger<MigrationRunner>.Instance).RunAsync(cancellationToken);
        await made.Source.Command("""
            UPDATE pattern_learning_config
            SET config_value = CASE config_key WHEN 'enabled' THEN 'true' WHEN 'shadow_mode' THEN 'false' ELSE '0' END
            WHERE config_key IN ('enabled', 'shadow_mode', 'burst_window_seconds', 'answer_window_seconds', 'approved_send_delay_seconds')
            """).ExecuteAsync(cancellationToken);
        var questions = Enumerable.Range(1, patterns).Select(pattern => CustomerTexts.Question(pattern)).ToArray();
        await made.Source.Command("""
            INSERT INTO decision_patterns (pattern_type, pattern_signature, trigger_text, response_template, confidence_score)
            SELECT 'faq', signature, question, 'Yes, it is free. See you soon!', 0.80
            FROM unnest($1::text[], $2::text[]) AS asked (signature, question)
            """, questions.Select(PatternSignature.Of).ToArray(), questions).ExecuteAsync(cancellationToken);
        await made.Source.Command("ALTER TABLE pattern_execution_history ADD COLUMN stored_at timestamptz NOT NULL DEFAULT clock_timestamp()")
            .ExecuteAsync(cancellationToken);
        await made.Source.Command("VACUUM ANALYZE").ExecuteAsync(cancellationToken);
        return made;
    }

    /// <summary>As autovacuum would within a minute: plans that were made for empty tables are made anew.</summary>
    public Task SettleAsync(CancellationToken cancellationToken) => Source.Command("VACUUM ANALYZE").ExecuteAsync(cancellationToken);

    /// <returns>In bytes, after what is dead has been removed.</returns>
    public async Task<double> SizeAsync(CancellationToken cancellationToken)
    {
        await Source.Command("VACUUM").ExecuteAsync(cancellationToken);
        return await Source.Command("SELECT pg_database_size(current_database())::float8").ScalarAsync<double>(cancellationToken);
    }

    public async Task<long> DecisionsAsync(CancellationToken cancellationToken) =>
        await Source.Command("SELECT count(*) FROM pattern_execution_history").ScalarAsync<long>(cancellationToken);

    /// <returns>In order; the milliseconds from the text to its stored decision, both by this machine's clock.</returns>
    public Task<List<double>> LatenciesAsync(long fromNumber, CancellationToken cancellationToken) => Source.Command("""
        SELECT extract(epoch FROM h.stored_at - m.sent_at)::float8 * 1000
        FROM pattern_execution_history h
        JOIN conversation_messages m ON m.id = h.message_id
        WHERE h.message_id >= $1
        ORDER BY 1
        """, CustomerTexts.Id(fromNumber)).ListAsync(reader => reader.GetDouble(0), cancellationToken);

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
