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
        database = await TestDatabase.CreateAsync();
        dataSource = NpgsqlDataSource.Create($"{database.ConnectionString};Options=-c patterns.writer=app");
        await new MigrationRunner(dataSource, NullLogger<MigrationRunner>.Instance).RunAsync(CancellationToken.None);
        await ExecuteAsync("UPDATE pattern_learning_config SET config_value = 'true' WHERE config_key = 'enabled'");
        await ExecuteAsync("""
            INSERT INTO decision_patterns (id, pattern_type, pattern_signature, trigger_text, response_template, created_at, last_used_at)
            VALUES (1, 'faq', 'a', 'a', 'a', '2026-03-01', '2026-03-02T23:59:59Z'),
                   (2, 'faq', 'b', 'b', 'b', '2026-03-01', '2026-03-01T23:59:59Z'),
                   (3, 'faq', 'c', 'c', 'c', '2026-03-02T12:00:00Z', NULL)
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

        Assert.Equal([0.50m, 0.49m, 0.50m], await ConfidencesAsync());
    }

    [Fact]
    public async Task A_day_runs_once_however_often_the_timer_fires()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RunAsync()));

        Assert.Equal([0.50m, 0.49m, 0.50m], await ConfidencesAsync());
        Assert.Null(await RunAsync());
    }

    [Fact]
    public async Task Missed_days_end_where_punctual_ones_would_have()
    {
        await RunAsync();
        clock.Advance(TimeSpan.FromDays(3));
        await RunAsync();

        // Days 3 to 5 for all; 0.49 had day 2 before.
        Assert.Equal([0.47m, 0.46m, 0.47m], await ConfidencesAsync());
    }

    [Fact]
    public async Task Confidence_stops_at_zero_and_equals_the_seed_plus_its_events()
    {
        clock.Advance(TimeSpan.FromDays(1));
        await RunAsync();
        clock.Advance(TimeSpan.FromDays(100));
        await RunAsync();

        Assert.Equal([0m, 0m, 0m], await ConfidencesAsync());
        Assert.Equal(3, await dataSource.Command("""
            SELECT count(*) FROM decision_patterns p
            WHERE confidence_score = 0.50 + (SELECT sum(delta) FROM confidence_events e WHERE e.pattern_id = p.id)
            """).ScalarAsync<long>(CancellationToken.None));
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

        Assert.Equal([0.49m, 0.49m, 0.49m], await ConfidencesAsync());
    }

    private Task<int?> RunAsync() => decay.RunAsync(CancellationToken.None);

    private Task<int> ExecuteAsync(string sql) => dataSource.Command(sql).ExecuteAsync(CancellationToken.None);

    private Task<List<decimal>> ConfidencesAsync() => dataSource.Command("SELECT confidence_score FROM decision_patterns ORDER BY id")
        .ListAsync(reader => reader.GetDecimal(0), CancellationToken.None);
}
