using System.Net;
using System.Text.Json;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Functions;

/// <summary>Two patterns that ask the same, and texts that operators propose.</summary>
public sealed class MergeTests : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.StartLiveAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task The_first_ones_words_and_examples_go_to_the_second_and_its_text_is_proposed_there()
    {
        var (one, two) = (await CreateAsync("Where can I park?", "In the lot."), await CreateAsync("Is there parking?", "Behind the building."));
        await app.SqlAsync("UPDATE decision_patterns SET similar_to = $2 WHERE id = $1", one, two);
        await app.SqlAsync("""
            INSERT INTO pattern_learning_examples (customer_message, operator_response, pattern_signature, pattern_id, pattern_version, source, status, created_at)
            VALUES ('q', 'a', '', $1, 1, 'live', 'learned', now())
            """, one);
        Assert.Equal(two, (await ProposalsAsync())[0].GetProperty("similar_to").GetInt64());

        var merged = (await app.Admin.PostJsonAsync($"api/patterns/{one}/merge", new { into = two, reason = "the same" })).GetProperty("pattern");

        Assert.Equal(two, merged.GetProperty("merged_into").GetInt64());
        Assert.NotEqual(JsonValueKind.Null, merged.GetProperty("deleted_at").ValueKind);
        Assert.Equal(two, await app.ScalarAsync<long>("SELECT DISTINCT pattern_id FROM pattern_signatures"));
        Assert.Equal(two, await app.ScalarAsync<long>("SELECT pattern_id FROM pattern_learning_examples WHERE pattern_version = 2"));
        var test = await app.Operator.PostJsonAsync("api/patterns/test", new { message = "where can I park" });
        Assert.Equal("Behind the building.", test.GetProperty("reply").GetString());
        Assert.Equal(1, (await ProposalsAsync())[0].GetProperty("proposed_versions").GetInt32());
        Assert.Equal("the same", await app.ScalarAsync<string>("SELECT after->>'reason' FROM audit_log WHERE action = 'pattern.merged'"));
        await app.Admin.PostJsonAsync($"api/patterns/{one}/restore", null, HttpStatusCode.Conflict);

        await app.Operator.PostJsonAsync($"api/patterns/{two}/versions/2/dismiss", null, HttpStatusCode.Forbidden);
        await app.Admin.PostJsonAsync($"api/patterns/{two}/versions/2/dismiss");
        await app.Admin.PostJsonAsync($"api/patterns/{two}/versions/2/dismiss", null, HttpStatusCode.NotFound);
        Assert.Empty(await ProposalsAsync());
        Assert.Equal("In the lot.", (await app.Admin.PostJsonAsync($"api/patterns/{two}/versions/2/adopt")).GetProperty("pattern").GetProperty("response_template").GetString());
    }

    [Fact]
    public async Task There_must_be_another_pattern_that_lives_and_two_who_merge_crosswise_do_not_block_each_other()
    {
        var (one, two) = (await CreateAsync("Where can I park?", "In the lot."), await CreateAsync("Is there parking?", "In the lot."));
        await app.Admin.PostJsonAsync($"api/patterns/{one}/merge", new { into = one }, HttpStatusCode.BadRequest);
        await app.Admin.PostJsonAsync($"api/patterns/{one}/merge", new { into = 99 }, HttpStatusCode.BadRequest);

        var answers = await Task.WhenAll(
            app.Admin.PostAsync($"api/patterns/{one}/merge", System.Net.Http.Json.JsonContent.Create(new { into = two })),
            app.Admin.PostAsync($"api/patterns/{two}/merge", System.Net.Http.Json.JsonContent.Create(new { into = one })));

        Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.OK);
        Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound);
        Assert.Equal(1, await app.ScalarAsync<long>("SELECT count(*) FROM decision_patterns WHERE deleted_at IS NULL"));
        // The same text: nothing to propose.
        Assert.Equal(2, await app.ScalarAsync<long>("SELECT count(*) FROM pattern_versions"));
    }

    [Fact]
    public async Task An_admin_says_that_a_pattern_only_resembles_another_and_it_is_offered_no_more()
    {
        var (one, two) = (await CreateAsync("Where can I park?", "In the lot."), await CreateAsync("Is there parking?", "Behind the building."));
        await app.SqlAsync("UPDATE decision_patterns SET similar_to = $2 WHERE id = $1", one, two);
        Assert.Single(await ProposalsAsync());

        await app.Operator.PostJsonAsync($"api/patterns/{one}/dismiss-similar", null, HttpStatusCode.Forbidden);
        var dismissed = (await app.Admin.PostJsonAsync($"api/patterns/{one}/dismiss-similar")).GetProperty("pattern");

        Assert.Equal(JsonValueKind.Null, dismissed.GetProperty("similar_to").ValueKind);
        Assert.Empty(await ProposalsAsync());
        Assert.Equal(two.ToString(System.Globalization.CultureInfo.InvariantCulture), await app.ScalarAsync<string>("SELECT before->>'similar_to' FROM audit_log WHERE action = 'pattern.similar_dismissed'"));
        // There is nothing left to put aside.
        await app.Admin.PostJsonAsync($"api/patterns/{one}/dismiss-similar", null, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_restored_pattern_has_its_words_again()
    {
        var one = await CreateAsync("Where can I park?", "In the lot.");
        await app.Admin.SendJsonAsync(HttpMethod.Delete, $"api/patterns/{one}", null, HttpStatusCode.OK);
        var two = await CreateAsync("where can I PARK", "Anywhere.");
        await app.Admin.SendJsonAsync(HttpMethod.Delete, $"api/patterns/{two}", null, HttpStatusCode.OK);

        await app.Admin.PostJsonAsync($"api/patterns/{one}/restore");

        Assert.Equal(one, await app.ScalarAsync<long>("SELECT pattern_id FROM pattern_signatures"));
    }

    [Fact]
    public async Task What_speaks_of_tonight_is_never_sent_by_itself_and_a_text_that_does_not_is_free_of_it()
    {
        var id = await CreateAsync("When do you close?", "At 10 tonight.");
        await app.SqlAsync("UPDATE decision_patterns SET required_actions = '{}'");
        await app.SqlAsync(Patterns.MakeAutomatic);

        app.OpenPhone.CustomerTexts("+15555550171", "When do you close?");
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT execution_mode FROM pattern_execution_history") == "suggest");
        Assert.Contains("check_date", await app.ScalarAsync<string>("SELECT reasons::text FROM pattern_execution_history"), StringComparison.Ordinal);

        var edited = await app.Admin.SendJsonAsync(HttpMethod.Patch, $"api/patterns/{id}", new { response_template = "At 10 every night." }, HttpStatusCode.OK);
        Assert.Equal(0, edited.GetProperty("pattern").GetProperty("required_actions").GetArrayLength());
        Assert.Contains(edited.GetProperty("gates").EnumerateArray(), gate => gate.GetProperty("name").GetString() is "actions_handled" && gate.GetProperty("ok").GetBoolean());
        var back = await app.Admin.PostJsonAsync($"api/patterns/{id}/versions/1/adopt");
        Assert.Equal("check_date", back.GetProperty("pattern").GetProperty("required_actions")[0].GetString());
    }

    [Fact]
    public async Task Yes_please_is_approved_and_is_nobodys_wording()
    {
        await CreateAsync("Would you like a lesson?", "Book it online.");
        await app.SqlAsync("UPDATE decision_patterns SET confidence_score = 0.8");
        await app.SqlAsync("INSERT INTO pattern_signatures (signature, pattern_id, wording, source) VALUES ($1, 1, 'yes please', 'manual')", PatternFunctions.Matching.PatternSignature.Of("yes please"));
        app.OpenPhone.CustomerTexts("+15555550171", "yes please");
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_queue") == 1);
        await app.SqlAsync("DELETE FROM pattern_signatures WHERE wording = 'yes please'");

        await app.Operator.PostJsonAsync("api/queue/1/approve");

        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM pattern_signatures WHERE wording = 'yes please'"));
    }

    private async Task<long> CreateAsync(string question, string template) =>
        (await app.Admin.PostJsonAsync(
            "api/patterns", new { pattern_type = "faq", trigger_text = question, response_template = template }, HttpStatusCode.Created))
        .GetProperty("pattern").GetProperty("id").GetInt64();

    private async Task<List<JsonElement>> ProposalsAsync() =>
        [.. (await app.Operator.GetJsonAsync("api/patterns?proposals=true")).GetProperty("items").EnumerateArray()];
}
