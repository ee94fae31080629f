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

    private Task<int?> RunAsync() => decay.RunAsync(CancellationToken.None);

    private Task<int> ExecuteAsync(string sql) => dataSource.Command(sql).ExecuteAsync(CancellationToken.None);

    private Task<List<decimal>> ConfidencesAsync() => dataSource.Command("SELECT confidence_score FROM decision_patterns ORDER BY id")
        .ListAsync(reader => reader.GetDecimal(0), CancellationToken.None);
}
