using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Functions;

public sealed class VerdictTests : IAsyncLifetime
{
    private const string Customer = "+15555550141";

    private TestApp app = null!;

    public async Task InitializeAsync()
    {
        app = await TestApp.StartLiveAsync();
        await app.SqlAsync(Patterns.InsertPattern, "Do you sell gift cards?", "Yes, at the desk and online.", 0.60m);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task An_approval_sends_the_proposal_and_adds_to_the_confidence()
    {
        var item = await AskAsync();

        var response = await app.Operator.PostAsync($"api/queue/{item}/approve", null);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Eventually.HoldsAsync(() => app.OpenPhone.Workspace.Received.Count == 1);
        Assert.Equal("Yes, at the desk and online.", app.OpenPhone.Workspace.Received[0].Text);
        Assert.Equal(0.75m, await app.ScalarAsync<decimal>("SELECT confidence_score FROM decision_patterns"));
        Assert.Equal(1, await app.ScalarAsync<int>("SELECT success_count FROM decision_patterns"));
        Assert.Equal("sam", await app.ScalarAsync<string>("SELECT actor FROM confidence_events WHERE kind = 'approved'"));
    }

    [Fact]
    public async Task A_modification_sends_the_operators_words_and_leaves_the_template_alone()
    {
        var item = await AskAsync();

        var response = await app.Operator.PostAsJsonAsync($"api/queue/{item}/modify", new { response = "Yes! Come by any time." });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Eventually.HoldsAsync(() => app.OpenPhone.Workspace.Received.Count == 1);
        Assert.Equal("Yes! Come by any time.", app.OpenPhone.Workspace.Received[0].Text);
        Assert.Equal(0.70m, await app.ScalarAsync<decimal>("SELECT confidence_score FROM decision_patterns"));
        Assert.Equal("Yes, at the desk and online.", await app.ScalarAsync<string>("SELECT response_template FROM decision_patterns"));
    }

    [Fact]
    public async Task A_rejection_sends_nothing_and_takes_confidence()
    {
        var item = await AskAsync();

        var response = await app.Operator.PostAsJsonAsync($"api/queue/{item}/reject", new { reason = "sold out" });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(0.40m, await app.ScalarAsync<decimal>("SELECT confidence_score FROM decision_patterns"));
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM outbound_replies"));
    }

    [Fact]
    public async Task Whoever_comes_second_gets_409_with_the_first_decision()
    {
        var item = await AskAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => n % 2 == 0
            ? app.Operator.PostAsync($"api/queue/{item}/approve", null)
            : app.Operator.PostAsJsonAsync($"api/queue/{item}/reject", new { reason = "no" })));

        var winner = Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        var decision = (await winner.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString();
        foreach (var loser in answers.Where(answer => answer != winner))
        {
            Assert.Equal(HttpStatusCode.Conflict, loser.StatusCode);
            var problem = await loser.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal("urn:patternfunctions:problem:already-decided", problem.GetProperty("type").GetString());
            Assert.Equal(decision, problem.GetProperty("item_status").GetString());
        }

        Assert.Equal(1, await app.ScalarAsync<long>("SELECT count(*) FROM confidence_events WHERE execution_id IS NOT NULL"));
        Assert.True(await app.ScalarAsync<bool>(
            "SELECT confidence_score = 0.50 + (SELECT sum(delta) FROM confidence_events) FROM decision_patterns"));
    }

    [Fact]
    public async Task An_item_that_nobody_has_looked_at_in_time_cannot_be_approved()
    {
        var item = await AskAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(61));

        var response = await app.Operator.PostAsync($"api/queue/{item}/approve", null);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("expired", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_who_answers_in_OpenPhone_supersedes_what_waits()
    {
        await AskAsync();

        app.OpenPhone.OperatorTexts(Customer, "Yes we do");

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT status FROM pattern_execution_queue") == "superseded");
    }

    [Fact]
    public async Task A_template_with_a_blank_cannot_go_out_as_it_stands()
    {
        await app.SqlAsync("UPDATE decision_patterns SET response_template = 'Hi {{customer_first_name}}, yes!'");
        var item = await AskAsync();

        var approval = await app.Operator.PostAsync($"api/queue/{item}/approve", null);
        var half = await app.Operator.PostAsJsonAsync($"api/queue/{item}/modify", new { response = "Hi ____, yes!" });
        var filled = await app.Operator.PostAsJsonAsync($"api/queue/{item}/modify", new { response = "Hi Kim, yes!" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, approval.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, half.StatusCode);
        Assert.Equal(HttpStatusCode.OK, filled.StatusCode);
    }

    [Theory]
    [InlineData("api/queue")]
    [InlineData("api/queue/1")]
    public async Task Without_a_key_there_is_no_way_in(string path)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Http.GetAsync(path)).StatusCode);
    }

    private async Task<long> AskAsync()
    {
        app.OpenPhone.CustomerTexts(Customer, "Do you sell gift cards");
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_queue") == 1);
        return await app.ScalarAsync<long>("SELECT id FROM pattern_execution_queue");
    }
}
