using System.Net;
using System.Text.Json;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Functions;

public sealed class PatternEditingTests : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.StartLiveAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_pattern_by_hand_begins_like_any_other()
    {
        var pattern = (await CreateAsync("Where can I park?", "Behind the building.")).GetProperty("pattern");

        Assert.Equal(0.50m, pattern.GetProperty("confidence_score").GetDecimal());
        Assert.False(pattern.GetProperty("is_active").GetBoolean());
        Assert.Equal("manual", pattern.GetProperty("created_from").GetString());
        var listed = await app.Operator.GetJsonAsync("api/patterns?text=park&type=faq");
        Assert.Equal(pattern.GetProperty("id").GetInt64(), listed.GetProperty("items")[0].GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task The_same_words_make_no_second_pattern_unless_the_first_is_retired()
    {
        var id = IdOf(await CreateAsync("Where can I park?", "Behind the building."));

        var problem = await app.Admin.PostJsonAsync("api/patterns", Request("where can i PARK", "Anywhere."), HttpStatusCode.Conflict);
        Assert.Equal("conflict", problem.ProblemType());

        await app.Admin.SendJsonAsync(HttpMethod.Delete, $"api/patterns/{id}", null, HttpStatusCode.OK);
        var second = IdOf(await CreateAsync("where can i PARK", "Anywhere."));
        await app.Admin.PostJsonAsync($"api/patterns/{id}/restore", null, HttpStatusCode.Conflict);
        await app.Admin.SendJsonAsync(HttpMethod.Delete, $"api/patterns/{second}", null, HttpStatusCode.OK);
        await app.Admin.PostJsonAsync($"api/patterns/{id}/restore");
        Assert.Equal(id, await app.ScalarAsync<long>("SELECT id FROM decision_patterns WHERE deleted_at IS NULL"));
    }

    [Fact]
    public async Task Another_template_is_a_new_version_with_evidence_of_its_own_and_the_old_one_can_come_back()
    {
        var id = IdOf(await CreateAsync("Where can I park?", "Behind the building."));
        await app.SqlAsync("UPDATE pattern_versions SET approved_count = 30");

        var edited = await app.Admin.SendJsonAsync(
            HttpMethod.Patch, $"api/patterns/{id}", new { response_template = "In front of the building, {{customer_first_name|friend}}." }, HttpStatusCode.OK);

        Assert.Equal(2, edited.GetProperty("pattern").GetProperty("version").GetInt32());
        Assert.Equal("customer_first_name", edited.GetProperty("pattern").GetProperty("template_variables")[0].GetString());
        Assert.Equal(0, edited.GetProperty("evidence").GetProperty("approved").GetInt32());
        var versions = (await app.Operator.GetJsonAsync($"api/patterns/{id}/versions")).GetProperty("items");
        Assert.Equal("current former", $"{versions[0].GetProperty("status")} {versions[1].GetProperty("status")}");

        var back = await app.Admin.PostJsonAsync($"api/patterns/{id}/versions/1/adopt");
        Assert.Equal("Behind the building.", back.GetProperty("pattern").GetProperty("response_template").GetString());
        Assert.Equal(30, back.GetProperty("evidence").GetProperty("approved").GetInt32());
        await app.Admin.PostJsonAsync($"api/patterns/{id}/versions/9/adopt", null, HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("Hi {{nobody}}")]
    [InlineData("Hi {name}")]
    [InlineData("Hi\u200b")]
    public async Task A_template_that_could_not_be_sent_is_refused(string template)
    {
        await app.Admin.PostJsonAsync("api/patterns", Request("Where can I park?", template), HttpStatusCode.BadRequest);
        var id = IdOf(await CreateAsync("Where can I park?", "Behind the building."));
        await app.Admin.SendJsonAsync(HttpMethod.Patch, $"api/patterns/{id}", new { response_template = template }, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_change_that_rests_on_an_old_state_is_refused_but_not_for_a_mere_verdict()
    {
        var id = IdOf(await CreateAsync("Where can I park?", "Behind the building."));
        var tag = (await app.Operator.GetAsync($"api/patterns/{id}")).Headers.ETag!.ToString();
        await app.SqlAsync("UPDATE decision_patterns SET success_count = success_count + 1, confidence_score = 0.65");

        await PatchAsync(id, "One.", tag, HttpStatusCode.OK);
        Assert.Equal("changed", (await PatchAsync(id, "Two.", tag, HttpStatusCode.PreconditionFailed)).ProblemType());
        Assert.Equal("One.", await app.ScalarAsync<string>("SELECT response_template FROM decision_patterns"));
    }

    [Fact]
    public async Task Activation_takes_an_admin_a_reason_and_as_many_operators_as_are_asked_for()
    {
        var id = IdOf(await CreateAsync("Where can I park?", "Behind the building."));
        await app.Operator.PostJsonAsync($"api/patterns/{id}/activate", new { reason = "it is right" }, HttpStatusCode.Forbidden);
        await app.Admin.PostJsonAsync($"api/patterns/{id}/activate", new { }, HttpStatusCode.BadRequest);
        Assert.Equal("not-proved", (await app.Admin.PostJsonAsync($"api/patterns/{id}/activate", new { reason = "x" }, HttpStatusCode.Conflict)).ProblemType());
        await app.SqlAsync(Patterns.AddApprover);
        await app.SetAsync("auto_min_distinct_operators", "2");
        await app.Admin.PostJsonAsync($"api/patterns/{id}/activate", new { reason = "x" }, HttpStatusCode.Conflict);
        await app.SqlAsync(Patterns.AddApprover.Replace("robin", "sam", StringComparison.Ordinal));

        var state = await app.Admin.PostJsonAsync($"api/patterns/{id}/activate", new { reason = "read them all" });

        Assert.True(state.GetProperty("pattern").GetProperty("is_active").GetBoolean());
        Assert.Equal(2, state.GetProperty("evidence").GetProperty("distinct_operators").GetInt32());
        Assert.Contains(state.GetProperty("gates").EnumerateArray(), gate => gate.GetProperty("name").GetString() is "successes" && !gate.GetProperty("ok").GetBoolean());
        Assert.Equal("read them all", await app.ScalarAsync<string>("SELECT after->>'reason' FROM audit_log WHERE action = 'pattern.activated'"));
        await app.Admin.PostJsonAsync($"api/patterns/{id}/deactivate", new { reason = "sold" });
        Assert.False(await app.ScalarAsync<bool>("SELECT is_active OR auto_executable FROM decision_patterns"));
    }

    [Fact]
    public async Task A_message_is_explained_in_full_without_a_trace()
    {
        await CreateAsync("Where can I park?", "Behind the building, {{customer_first_name}}.");
        const string Rows = "SELECT count(*) FROM pattern_execution_history";

        var test = await app.Operator.PostJsonAsync("api/patterns/test", new { message = "where can I park??" });

        Assert.Equal("where can i park", test.GetProperty("normalised").GetString());
        Assert.Equal("signature", test.GetProperty("decision").GetProperty("match").GetProperty("kind").GetString());
        Assert.Equal("customer_first_name", test.GetProperty("unfilled_variables")[0].GetString());
        Assert.True(test.GetProperty("decision").GetProperty("gates").GetArrayLength() > 20);
        Assert.Equal(0, await app.ScalarAsync<long>(Rows));
        Assert.True(await app.ScalarAsync<bool>("SELECT last_used_at IS NULL FROM decision_patterns"));
        await Eventually.HoldsAsync(async () =>
            (await app.Operator.PostJsonAsync("api/patterns/test", new { message = "can I park somewhere" })).GetProperty("candidates").GetArrayLength() == 1);
    }

    [Theory]
    [InlineData("newest")]
    [InlineData("confidence")]
    [InlineData("used")]
    public async Task Page_by_page_every_pattern_is_listed_once(string sort)
    {
        for (var number = 1; number <= 7; number++)
        {
            await CreateAsync($"Question {number}?", "Yes.");
        }

        List<long> seen = [];
        string? cursor = null;
        do
        {
            var page = await app.Operator.GetJsonAsync($"api/patterns?limit=3&sort={sort}{(cursor is null ? "" : $"&cursor={cursor}")}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetInt64()));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal([7, 6, 5, 4, 3, 2, 1], seen);
    }

    private Task<JsonElement> CreateAsync(string question, string template) =>
        app.Admin.PostJsonAsync("api/patterns", Request(question, template), HttpStatusCode.Created);

    private Task<JsonElement> PatchAsync(long id, string template, string tag, HttpStatusCode expected) =>
        app.Admin.SendJsonAsync(HttpMethod.Patch, $"api/patterns/{id}", new { response_template = template }, expected, tag);

    private static object Request(string question, string template) =>
        new { pattern_type = "faq", trigger_text = question, response_template = template };

    private static long IdOf(JsonElement state) => state.GetProperty("pattern").GetProperty("id").GetInt64();
}
