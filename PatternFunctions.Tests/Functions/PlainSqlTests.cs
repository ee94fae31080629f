using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Functions;

/// <summary>The statements that people run with psql, as they stand, while the app runs.</summary>
public sealed class PlainSqlTests : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.StartAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Settings_that_are_changed_in_SQL_hold_for_the_very_next_text()
    {
        await app.SqlAsync("UPDATE pattern_learning_config SET config_value = '0' WHERE config_key = 'burst_window_seconds';");
        await app.SqlAsync(Patterns.InsertPattern, "Where can I park?", "Behind the building.", 0.60m);

        await app.SqlAsync("UPDATE pattern_learning_config SET config_value = 'true' WHERE config_key = 'enabled';");
        app.OpenPhone.CustomerTexts("+15555550161", "Where can I park?");
        await ModesAsync("shadow");

        await app.SqlAsync("UPDATE pattern_learning_config SET config_value = 'false' WHERE config_key = 'shadow_mode';");
        app.OpenPhone.CustomerTexts("+15555550162", "Where can I park?");
        await ModesAsync("shadow", "queue");
        Assert.Equal(1, await app.ScalarAsync<long>("SELECT count(*) FROM (SELECT * FROM pattern_execution_queue WHERE status = 'pending') pending"));

        await app.SqlAsync("UPDATE pattern_learning_config SET config_value = '0.85' WHERE config_key = 'auto_execute_threshold';");
        await app.SqlAsync("UPDATE pattern_learning_config SET config_value = '3' WHERE config_key = 'min_executions_for_auto';");
        app.OpenPhone.CustomerTexts("+15555550163", "Where can I park?");
        await ModesAsync("shadow", "queue", "queue");
        Assert.Equal("at least 0.85", await RequiredAsync("confidence"));
        Assert.Equal("at least 3", await RequiredAsync("successes"));

        await app.SqlAsync("SELECT pattern_type, trigger_text, confidence_score, execution_count, is_active, auto_executable FROM decision_patterns ORDER BY confidence_score DESC;");
        await app.SqlAsync("SELECT * FROM pattern_execution_history ORDER BY created_at DESC LIMIT 50;");
    }

    [Fact]
    public async Task Patterns_are_activated_in_SQL_and_a_score_written_by_hand_is_noted()
    {
        await app.SqlAsync(Patterns.InsertPattern, "Where can I park?", "Behind the building.", 0.97m);
        await app.SqlAsync("UPDATE decision_patterns SET execution_count = 20");

        await app.SqlAsync("UPDATE decision_patterns SET is_active = true, auto_executable = true WHERE confidence_score >= 0.95 AND execution_count >= 20 AND pattern_type IN ('faq', 'hours', 'gift_cards');");

        Assert.True(await app.ScalarAsync<bool>("SELECT is_active AND auto_executable AND NOT requires_confirmation FROM decision_patterns"));
        Assert.Equal(0.47m, await app.ScalarAsync<decimal>("SELECT delta FROM confidence_events WHERE kind = 'adjusted'"));
    }

    [Fact]
    public async Task Confirmation_that_is_asked_for_after_activation_stays()
    {
        await app.SqlAsync(Patterns.InsertPattern, "Where can I park?", "Behind the building.", 0.97m);
        await app.SqlAsync("UPDATE decision_patterns SET is_active = true, auto_executable = true");

        await app.SqlAsync("UPDATE decision_patterns SET requires_confirmation = true");
        await app.SqlAsync("UPDATE decision_patterns SET is_active = true, auto_executable = true");

        Assert.True(await app.ScalarAsync<bool>("SELECT requires_confirmation FROM decision_patterns"));
    }

    private Task ModesAsync(params string[] modes) => Eventually.HoldsAsync(async () =>
        await app.ScalarAsync<string>("SELECT string_agg(execution_mode, ' ' ORDER BY id) FROM pattern_execution_history") == string.Join(' ', modes));

    private Task<string?> RequiredAsync(string gate) => app.ScalarAsync<string>("""
        SELECT gate->>'required'
        FROM (SELECT reasons FROM pattern_execution_history ORDER BY id DESC LIMIT 1) latest, json_array_elements(reasons->'gates') AS gate
        WHERE gate->>'name' = $1
        """, gate);
}
