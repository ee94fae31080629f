using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using PatternFunctions.Patterns;
using PatternFunctions.Storage;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Patterns;

public sealed class ConfidenceDecayTests : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 3, 0, 10, 0, TimeSpan.Zero));
    private TestDatabase database = null!;
    private NpgsqlDataSource dataSource = null!;
    private ConfidenceDecay decay = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateMigratedAsync();
        dataSource = NpgsqlDataSource.Create($"{database.ConnectionString};Options=-c patterns.writer=app");
        await new MigrationRunner(dataSource, NullLogger<MigrationRunner>.Instance).RunAsync(CancellationToken.None);
        await ExecuteAsync("UPDATE pattern_learning_config SET config_value = 'true' WHERE config_key = 'enabled'");
        await ExecuteAsync("""
            INSERT INTO decision_patterns (id, pattern_type, pattern_signature, trigger_text, response_template, confidence_score, created_at, last_used_at)
            VALUES (1, 'faq', 'a', 'a', 'a', 0.70, '2026-03-01', '2026-03-02T23:59:59Z'),
                   (2, 'faq', 'b', 'b', 'b', 0.70, '2026-03-01', '2026-03-01T23:59:59Z'),
                   (3, 'faq', 'c', 'c', 'c', 0.70, '2026-03-02T12:00:00Z', NULL)
            """);
        decay = new ConfidenceDecay(dataSource, clock, NullLogger<ConfidenceDecay>.Instance);
    }

    public async Task DisposeAsync()
    {
        await dataSource.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_full_UTC_day_without_use_costs_one_step_and_a_day_with_use_or_of_birth_costs_none()
    {
        Assert.Equal(1, await RunAsync());

        Assert.Equal([0.70m, 0.69m, 0.70m], await ConfidencesAsync());
    }

    [Fact]
    public async Task A_day_runs_once_however_often_the_timer_fires()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RunAsync()));

        Assert.Equal([0.70m, 0.69m, 0.70m], await ConfidencesAsync());
        Assert.Null(await RunAsync());
    }

    [Fact]
    public async Task Missed_days_end_where_punctual_ones_would_have()
    {
        await RunAsync();
        clock.Advance(TimeSpan.FromDays(3));
        await RunAsync();

        // Days 3 to 5 for all; 0.69 had day 2 before.
        Assert.Equal([0.67m, 0.66m, 0.67m], await ConfidencesAsync());
    }

    [Theory]
    [InlineData("0.50", 0.50)]
    [InlineData("0", 0)]
    public async Task Confidence_stops_at_the_floor_and_is_what_its_events_took(string floor, decimal end)
    {
        await ExecuteAsync($"UPDATE pattern_learning_config SET config_value = '{floor}' WHERE config_key = 'confidence_decay_floor'");
        clock.Advance(TimeSpan.FromDays(1));
        await RunAsync();
        clock.Advance(TimeSpan.FromDays(200));
        await RunAsync();

        Assert.Equal([end, end, end], await ConfidencesAsync());
        Assert.Equal(3, await dataSource.Command("""
            SELECT count(*) FROM decision_patterns p
            WHERE confidence_score = 0.70 + (SELECT sum(delta) FROM confidence_events e WHERE e.pattern_id = p.id)
            """).ScalarAsync<long>(CancellationToken.None));
    }

    [Fact]
    public async Task What_rejections_took_below_the_floor_disuse_leaves_alone()
    {
        await ExecuteAsync("UPDATE decision_patterns SET confidence_score = 0.30");

        Assert.Equal(0, await RunAsync());
        Assert.Equal([0.30m, 0.30m, 0.30m], await ConfidencesAsync());
    }

    [Fact]
    public async Task Days_while_the_app_is_disabled_cost_nothing_then_or_later()
    {
        await ExecuteAsync("UPDATE pattern_learning_config SET config_value = 'false' WHERE config_key = 'enabled'");
        clock.Advance(TimeSpan.FromDays(5));
        await RunAsync();
        await ExecuteAsync("UPDATE pattern_learning_config SET config_value = 'true' WHERE config_key = 'enabled'");
        clock.Advance(TimeSpan.FromDays(1));
        await RunAsync();

        Assert.Equal([0.69m, 0.69m, 0.69m], await ConfidencesAsync());
    }

    [Fact]
    public async Task Each_night_stands_in_the_history_of_each_pattern_that_lost_by_it()
    {
        // In another block, and at the block's edges.
        await ExecuteAsync("""
            INSERT INTO decision_patterns (id, pattern_type, pattern_signature, trigger_text, response_template, confidence_score, created_at)
            SELECT n, 'faq', n::text, 'a', 'a', 0.515, '2026-03-01' FROM unnest(ARRAY[255, 256, 257]) AS n
            """);
        await RunAsync();
        await ExecuteAsync("""
            INSERT INTO confidence_events (pattern_id, version, kind, delta, confidence, actor) VALUES (2, 1, 'approved', 0.15, 0.84, 'sam')
            """);
        await ExecuteAsync("UPDATE decision_patterns SET confidence_score = 0.84, version = 2 WHERE id = 2");
        clock.Advance(TimeSpan.FromDays(1));
        await RunAsync();

        Assert.Equal(["decayed -0.0100 0.6900 v1 schedule", "approved 0.1500 0.8400 v1 sam", "decayed -0.0100 0.8300 v2 schedule"], await HistoryAsync(2));
        Assert.Equal(["decayed -0.0100 0.5050 v1 schedule", "decayed -0.0050 0.5000 v1 schedule"], await HistoryAsync(256));
        Assert.Equal(await HistoryAsync(256), await HistoryAsync(255));
        Assert.Equal(await HistoryAsync(256), await HistoryAsync(257));
        Assert.Equal([4, 6], await dataSource.Command("SELECT patterns_decayed FROM decay_runs ORDER BY day").ListAsync(reader => reader.GetInt32(0), CancellationToken.None));
    }

    [Theory]
    [InlineData("confidence_score = 0.49, last_used_at = '2026-03-03T00:09:00Z'", 0.49)]
    [InlineData("confidence_score = 0.005", 0.005)]
    public async Task A_verdict_that_comes_in_between_is_not_overwritten(string change, decimal end)
    {
        await using var connection = await dataSource.OpenConnectionAsync();
        await using var verdict = await connection.BeginTransactionAsync();
        await connection.Command($"UPDATE decision_patterns SET {change} WHERE id = 2").ExecuteAsync(CancellationToken.None);

        var run = RunAsync();
        await Eventually.HoldsAsync(async () => await dataSource
            .Command("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'").ScalarAsync<long>(CancellationToken.None) == 1);
        await verdict.CommitAsync();
        await run;

        Assert.Equal([0.70m, end, 0.70m], await ConfidencesAsync());
    }

    private Task<List<string>> HistoryAsync(long pattern) => dataSource.Command("""
        SELECT concat_ws(' ', kind, delta, confidence, 'v' || version, actor) FROM confidence_events WHERE pattern_id = $1 ORDER BY id
        """, pattern).ListAsync(reader => reader.GetString(0), CancellationToken.None);

    private Task<int?> RunAsync() => decay.RunAsync(CancellationToken.None);

    private Task<int> ExecuteAsync(string sql) => dataSource.Command(sql).ExecuteAsync(CancellationToken.None);

    private Task<List<decimal>> ConfidencesAsync() => dataSource.Command("SELECT confidence_score FROM decision_patterns ORDER BY id")
        .ListAsync(reader => reader.GetDecimal(0), CancellationToken.None);
}
