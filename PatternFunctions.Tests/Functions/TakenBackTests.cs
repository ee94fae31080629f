using System.Net;
using System.Net.Http.Json;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Functions;

/// <summary>An approval can be taken back while its text has not gone out.</summary>
public sealed class TakenBackTests : IAsyncLifetime
{
    private const string Customer = "+15555550192";

    private TestApp app = null!;
    private long item;

    public async Task InitializeAsync()
    {
        app = await TestApp.StartLiveAsync();
        await app.SqlAsync(Patterns.InsertPattern, "What are your hours?", "We are open 9 to 10 every day.", 0.90m);
        await app.SetAsync("approved_send_delay_seconds", "60");
        app.OpenPhone.CustomerTexts(Customer, "what are your hours");
        await Eventually.HoldsAsync(async () => (item = await app.ScalarAsync<long>("SELECT id FROM pattern_execution_queue WHERE status = 'pending'")) != 0);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData("approve", "success_count", "approved_count")]
    [InlineData("modify", "modified_count", "modified_count")]
    public async Task It_is_as_if_it_had_not_been_given_and_the_question_is_judged_anew(string verdict, string counted, string evidence)
    {
        await DecideAsync(verdict);
        Assert.Equal(1, await app.ScalarAsync<int>($"SELECT {counted} FROM decision_patterns"));
        Assert.True(await app.ScalarAsync<decimal>("SELECT confidence_score FROM decision_patterns") > 0.90m);

        await UndoAsync(HttpStatusCode.OK);

        Assert.Equal(0.90m, await app.ScalarAsync<decimal>("SELECT confidence_score FROM decision_patterns"));
        Assert.Equal(0.90m, await app.ScalarAsync<decimal>("SELECT 0.50 + sum(delta) FROM confidence_events"));
        Assert.Equal(0, await app.ScalarAsync<int>($"SELECT {counted} FROM decision_patterns"));
        Assert.Equal(0, await app.ScalarAsync<int>($"SELECT {evidence} FROM pattern_versions"));
        Assert.Equal("pending|pending", await app.ScalarAsync<string>("SELECT q.status || '|' || h.outcome FROM pattern_execution_queue q JOIN pattern_execution_history h ON h.id = q.execution_id"));

        Assert.Equal(1, await app.ScalarAsync<long>("SELECT count(*) FROM audit_log WHERE action = 'reply.taken_back'"));

        await app.Operator.PostJsonAsync($"api/queue/{item}/reject", new { reason = "no" });
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.RunTimerAsync("Sweep");
        Assert.Equal(0.70m, await app.ScalarAsync<decimal>("SELECT confidence_score FROM decision_patterns"));
        Assert.Empty(app.OpenPhone.SendAttempts);
    }

    [Fact]
    public async Task The_words_that_it_taught_are_forgotten()
    {
        await app.SqlAsync("DELETE FROM pattern_signatures");
        await DecideAsync("approve");
        Assert.Equal("approved", await app.ScalarAsync<string>("SELECT source FROM pattern_signatures"));

        await UndoAsync(HttpStatusCode.OK);

        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM pattern_signatures"));
    }

    [Fact]
    public async Task After_the_text_has_gone_out_it_is_too_late()
    {
        // The queue has a clock of its own.
        await app.SetAsync("approved_send_delay_seconds", "1");
        await DecideAsync("approve");
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        await Eventually.HoldsAsync(() => app.OpenPhone.Workspace.Received.Count == 1);
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT status FROM outbound_replies") == "sent");

        await UndoAsync(HttpStatusCode.Conflict);

        Assert.Equal("approved", await app.ScalarAsync<string>("SELECT status FROM pattern_execution_queue"));
    }

    [Fact]
    public async Task The_request_that_was_taken_back_approves_nothing_when_it_comes_again()
    {
        await DecideAsync("approve", key: "k1");
        await UndoAsync(HttpStatusCode.OK);

        Assert.NotEqual(HttpStatusCode.OK, (await SendAsync("approve", key: "k1")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("approve", key: "k2")).StatusCode);
    }

    private async Task UndoAsync(HttpStatusCode expected)
    {
        var reply = await app.ScalarAsync<long>("SELECT max(id) FROM outbound_replies");
        Assert.Equal(expected, (await app.Operator.PostAsync($"api/replies/{reply}/cancel", null)).StatusCode);
    }

    private async Task DecideAsync(string verdict, string? key = null) => Assert.Equal(HttpStatusCode.OK, (await SendAsync(verdict, key)).StatusCode);

    private async Task<HttpResponseMessage> SendAsync(string verdict, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/queue/{item}/{verdict}")
        {
            Content = verdict is "modify" ? JsonContent.Create(new { response = "We are open 9 to 10, Sundays too." }) : null,
        };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await app.Operator.SendAsync(request);
    }
}
