using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Functions;

/// <summary>Disabled, then shadow mode: out of the box the app does nothing, then only watches.</summary>
public sealed class SwitchedOffTests
{
    private const string Customer = "+15555550121";

    [Fact]
    public async Task Out_of_the_box_an_event_is_acknowledged_and_counted_and_nothing_of_it_is_kept()
    {
        await using var app = await TestApp.StartAsync();

        app.OpenPhone.CustomerTexts(Customer, "Are you open today?");

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT events FROM event_counts WHERE outcome = 'Disabled'") == 1);
        Assert.Equal(202, (int)Assert.Single(app.OpenPhone.Deliveries).Status!);
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM conversations"));
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM conversation_messages"));
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM dead_letters"));
    }

    [Fact]
    public async Task In_shadow_mode_it_decides_and_learns_but_sends_nothing_and_asks_nobody()
    {
        await using var app = await TestApp.StartLiveAsync();
        await app.SetAsync("shadow_mode", "true");
        await app.SqlAsync(Patterns.InsertPattern, "Are you open today?", "Yes, until 10pm.", 0.80m);

        app.OpenPhone.CustomerTexts(Customer, "are you open today");

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT would_mode FROM pattern_execution_history") == "suggest");
        Assert.Equal("shadow", await app.ScalarAsync<string>("SELECT execution_mode FROM pattern_execution_history"));
        Assert.Equal("observed", await app.ScalarAsync<string>("SELECT outcome FROM pattern_execution_history"));
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_queue"));
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM outbound_replies"));
    }
}
