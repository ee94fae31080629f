using System.Net;
using PatternFunctions.Tests.Learning;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Functions;

/// <summary>Learning with GPT-4, over Azure OpenAI's wire format.</summary>
public sealed class ModelTests : IAsyncLifetime
{
    private const string Customer = "+15555550181";

    private const string Analysis =
        """{"reusable":true,"not_reusable_reason":"none","pattern_type":"faq","keywords":["dress","code"],"canonical_question":"Is there a dress code?","response_template":"No dress code, just clean shoes please.","variables":[],"required_actions":[]}""";

    private FakeAzureOpenAI model = null!;
    private TestApp app = null!;

    public async Task InitializeAsync()
    {
        model = await FakeAzureOpenAI.StartAsync();
        app = await TestApp.StartLiveAsync(
            KeyValuePair.Create("AzureOpenAI:Endpoint", (string?)model.Endpoint.ToString()),
            KeyValuePair.Create("AzureOpenAI:ApiKey", (string?)FakeAzureOpenAI.ApiKey),
            KeyValuePair.Create("AzureOpenAI:ChatDeployment", (string?)FakeAzureOpenAI.Deployment),
            KeyValuePair.Create("AzureOpenAI:Retries", (string?)"0"));
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await model.DisposeAsync();
    }

    [Fact]
    public async Task An_answer_is_analysed_by_the_model_and_its_cost_is_kept()
    {
        model.Answers(Analysis);

        await TalkAsync();

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM decision_patterns WHERE created_from LIKE 'gpt:%'") == 1);
        Assert.Equal("No dress code, just clean shoes please.", await app.ScalarAsync<string>("SELECT response_template FROM decision_patterns"));
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<decimal>("SELECT spent_usd FROM ai_spending") == 0.0035m);
        Assert.Equal(0.0035m, await app.ScalarAsync<decimal>("SELECT cost_usd FROM ai_calls WHERE input_tokens > 0 AND output_tokens > 0 AND model <> ''"));
    }

    [Fact]
    public async Task While_the_model_is_down_the_example_waits_and_Sweep_brings_it_back()
    {
        model.Fails(503, "unavailable").Answers(Analysis);

        await TalkAsync();
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT reason FROM pattern_learning_examples WHERE status = 'waiting'") == "Unavailable");
        Assert.Equal(1, await app.ScalarAsync<int>("SELECT attempts FROM pattern_learning_examples"));

        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await app.RunTimerAsync("Sweep");

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT status FROM pattern_learning_examples") == "learned");
    }

    [Fact]
    public async Task When_the_budget_is_spent_the_model_is_not_asked_and_nothing_is_lost()
    {
        await app.SetAsync("ai_daily_budget_usd", "0");

        await TalkAsync();

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT reason FROM pattern_learning_examples WHERE status = 'waiting'") == "BudgetSpent");
        Assert.Equal(0, await app.ScalarAsync<int>("SELECT attempts FROM pattern_learning_examples"));
        Assert.Empty(model.Requests);
    }

    [Fact]
    public async Task An_analysis_that_fails_again_and_again_is_left_to_a_person_who_may_have_it_tried_afresh()
    {
        await app.SetAsync("max_analysis_attempts", "1");
        model.Fails(500, "broken").Answers(Analysis);

        await TalkAsync();

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT status FROM pattern_learning_examples") == "refused");
        var example = (await app.Operator.GetJsonAsync("api/examples?status=refused")).GetProperty("items")[0];
        Assert.Equal("gave_up, Unavailable", example.GetProperty("reason").GetString());
        Assert.Equal("Is there a dress code at the club?", example.GetProperty("customer_message").GetString());

        await app.Operator.PostJsonAsync($"api/examples/{example.GetProperty("id")}/retry", null, HttpStatusCode.Forbidden);
        await app.Admin.PostJsonAsync($"api/examples/{example.GetProperty("id")}/retry");
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.RunTimerAsync("Sweep");

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT status FROM pattern_learning_examples") == "learned");
        await app.Admin.PostJsonAsync($"api/examples/{example.GetProperty("id")}/retry", null, HttpStatusCode.NotFound);
        Assert.Equal(1, await app.ScalarAsync<long>("SELECT count(*) FROM audit_log WHERE action = 'example.retried'"));
        var id = await app.ScalarAsync<long>("SELECT id FROM decision_patterns");
        Assert.Equal(1, (await app.Operator.GetJsonAsync($"api/examples?pattern_id={id}")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task The_model_is_told_of_a_fact_but_not_its_value_and_the_answer_says_the_value_of_the_day()
    {
        await app.Admin.SendJsonAsync(
            HttpMethod.Put, "api/facts/shoe_rule", new { kind = "text", value = "clean shoes", description = "What to wear" }, HttpStatusCode.OK);
        model.Answers(Analysis.Replace("clean shoes", "[FACT_1]", StringComparison.Ordinal));

        await TalkAsync();

        await Eventually.HoldsAsync(async () =>
            await app.ScalarAsync<string>("SELECT response_template FROM decision_patterns") == "No dress code, just {{shoe_rule}} please.");
        Assert.DoesNotContain(model.Requests, request => request.ToJsonString().Contains("clean shoes", StringComparison.Ordinal));
        Assert.Contains("What to wear", model.Requests[0].ToJsonString(), StringComparison.Ordinal);
        await app.SqlAsync("UPDATE business_facts SET value = 'soft spikes'");
        var test = await app.Operator.PostJsonAsync("api/patterns/test", new { message = "Is there a dress code at the club?" });
        Assert.Equal("No dress code, just soft spikes please.", test.GetProperty("reply").GetString());
    }

    private async Task TalkAsync()
    {
        app.OpenPhone.CustomerTexts(Customer, "Is there a dress code at the club?");
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_history") == 1);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        app.OpenPhone.OperatorTexts(Customer, "No dress code, just clean shoes please.");
    }
}
