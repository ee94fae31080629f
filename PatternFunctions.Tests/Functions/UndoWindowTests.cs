using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Functions;

/// <summary>What can still happen to an automatic reply before it goes out.</summary>
public sealed class UndoWindowTests : IAsyncLifetime
{
    private const string Customer = "+15555550191";

    private TestApp app = null!;

    public async Task InitializeAsync()
    {
        app = await TestApp.StartLiveAsync();
        await app.SqlAsync(Patterns.InsertPattern, "What are your hours?", "We are open 9 to 10 every day.", 0.50m);
        await app.SqlAsync(Patterns.MakeAutomatic);
        await app.SqlAsync(Patterns.AddApprover);
        await app.SetAsync("auto_send_delay_seconds", "1800");
        app.OpenPhone.CustomerTexts(Customer, "What are your hours?");
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT status FROM outbound_replies") == "scheduled");
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Operators_see_it_and_cancel_it_and_decide_the_question_themselves()
    {
        var waiting = (await app.Operator.GetFromJsonAsync<JsonElement>("api/replies")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal("auto", waiting.GetProperty("kind").GetString());
        Assert.Equal("What are your hours?", waiting.GetProperty("customer_message").GetString());
        var path = $"api/replies/{waiting.GetProperty("id")}/cancel";

        var cancelled = await app.Operator.PostAsync(path, null);
        var again = await app.Operator.PostAsync(path, null);

        Assert.Equal(HttpStatusCode.OK, cancelled.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Operator.PostAsync("api/replies/4711/cancel", null)).StatusCode);
        var item = await app.ScalarAsync<long>("SELECT id FROM pattern_execution_queue WHERE kind = 'attention' AND status = 'pending'");
        Assert.Equal(HttpStatusCode.OK, (await app.Operator.PostAsync($"api/queue/{item}/approve", null)).StatusCode);
        await Eventually.HoldsAsync(() => app.OpenPhone.Workspace.Received.Count == 1);
        Assert.Equal("We are open 9 to 10 every day.", app.OpenPhone.Workspace.Received[0].Text);
        Assert.Equal(1, await app.ScalarAsync<long>("SELECT count(*) FROM confidence_events WHERE execution_id IS NOT NULL AND kind = 'approved'"));
    }

    [Fact]
    public async Task A_customer_who_goes_on_writing_gets_no_automatic_reply_and_the_question_goes_to_an_operator()
    {
        app.Clock.Advance(TimeSpan.FromSeconds(30));
        app.OpenPhone.CustomerTexts(Customer, "I mean on Sunday");

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT reason FROM outbound_replies WHERE status = 'cancelled'") == "customer_wrote_again");
        Assert.Equal("What are your hours?", await app.ScalarAsync<string>("SELECT customer_message FROM pattern_execution_queue WHERE status = 'pending'"));
        Assert.Equal("We are open 9 to 10 every day.", await app.ScalarAsync<string>("SELECT proposed_response FROM pattern_execution_queue WHERE status = 'pending'"));
    }

    [Fact]
    public async Task A_customer_who_says_stop_is_not_handed_over()
    {
        app.OpenPhone.CustomerTexts(Customer, "please stop texting me");

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_queue") == 1);
        Assert.Equal("To an operator at once: opted out.", await app.ScalarAsync<string>("SELECT reason FROM pattern_execution_queue"));
        var item = await app.ScalarAsync<long>("SELECT id FROM pattern_execution_queue");
        Assert.Equal(HttpStatusCode.Conflict, (await app.Operator.PostAsJsonAsync($"api/queue/{item}/modify", new { response = "Ok, bye!" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.Operator.PostAsync($"api/queue/{item}/cancel", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await app.Operator.PostAsync($"api/queue/{item}/cancel", null)).StatusCode);
        Assert.Equal("cancelled", await app.ScalarAsync<string>("SELECT status FROM pattern_execution_queue"));
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM confidence_events WHERE execution_id IS NOT NULL"));
    }

    [Fact]
    public async Task An_operator_takes_the_conversation_over_holds_it_longer_and_lets_it_go()
    {
        var id = await app.ScalarAsync<long>("SELECT id FROM conversations");
        Assert.Equal(HttpStatusCode.OK, (await app.Operator.PostAsync($"api/conversations/{id}/takeover", null)).StatusCode);
        Assert.Equal("taken_over", await app.ScalarAsync<string>("SELECT reason FROM outbound_replies WHERE status = 'cancelled'"));
        Assert.Equal(1, await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_queue WHERE status = 'pending'"));

        var longer = await app.Operator.PostAsJsonAsync($"api/conversations/{id}/takeover", new { minutes = 600 });
        Assert.True((await longer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("human_until").GetDateTimeOffset() > app.Clock.GetUtcNow().AddMinutes(599));
        Assert.Equal(HttpStatusCode.BadRequest, (await app.Operator.PostAsJsonAsync($"api/conversations/{id}/takeover", new { minutes = 0 })).StatusCode);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        app.OpenPhone.CustomerTexts(Customer, "what are your hours");
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_history WHERE execution_mode = 'suggest'") == 1);

        Assert.Equal(HttpStatusCode.OK, (await app.Operator.PostAsync($"api/conversations/{id}/release", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Operator.PostAsync("api/conversations/4711/release", null)).StatusCode);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        app.OpenPhone.CustomerTexts(Customer, "WHAT ARE YOUR HOURS");
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM outbound_replies WHERE status = 'scheduled'") == 1);
    }

    [Fact]
    public async Task The_kill_switch_withdraws_it_for_good_and_asks_before_it_is_released()
    {
        var admin = app.Admin;
        Assert.Equal(HttpStatusCode.Forbidden, (await app.Operator.PostAsJsonAsync("api/kill-switch", new { on = true })).StatusCode);

        var thrown = await admin.PostAsJsonAsync("api/kill-switch", new { on = true });

        Assert.Equal(1, (await thrown.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("withdrawn").GetInt32());
        Assert.Equal("settings", await app.ScalarAsync<string>("SELECT updated_by FROM pattern_learning_config WHERE config_key = 'kill_switch'"));
        Assert.Equal(1, await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_queue WHERE status = 'pending' AND kind = 'attention'"));
        Assert.Equal(HttpStatusCode.Conflict, (await admin.PostAsJsonAsync("api/kill-switch", new { on = false })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.PostAsJsonAsync("api/kill-switch", new { confirm = true })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await admin.PostAsJsonAsync("api/kill-switch", new { on = false, confirm = true })).StatusCode);
        app.Clock.Advance(TimeSpan.FromMinutes(32));
        await app.RunTimerAsync("Sweep");
        app.OpenPhone.CustomerTexts("+15555550192", "What are your hours?");
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM outbound_replies WHERE status = 'scheduled'") == 1);
        Assert.Empty(app.OpenPhone.SendAttempts);
    }

    [Fact]
    public async Task Thrown_and_released_by_plain_SQL_it_re_arms_nothing_either()
    {
        await app.SetAsync("kill_switch", "true");
        await app.SetAsync("kill_switch", "false");

        app.Clock.Advance(TimeSpan.FromMinutes(32));
        await app.RunTimerAsync("Sweep");

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT reason FROM pattern_execution_queue WHERE status = 'pending'") == "Not sent: the kill switch was used.");
        Assert.Equal("cancelled", await app.ScalarAsync<string>("SELECT outcome FROM pattern_execution_history"));
        Assert.Empty(app.OpenPhone.SendAttempts);
    }
}
