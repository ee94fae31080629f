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
    }

    [Fact]
    public async Task While_the_model_is_down_the_example_waits_and_Sweep_brings_it_back()
    {
        model.Fails(503, "unavailable").Answers(Analysis);

        await TalkAsync();
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<int>("SELECT attempts FROM pattern_learning_examples WHERE status = 'waiting'") == 1);

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
        Assert.Empty(model.Requests);
    }

    private async Task TalkAsync()
    {
        app.OpenPhone.CustomerTexts(Customer, "Is there a dress code at the club?");
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_history") == 1);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        app.OpenPhone.OperatorTexts(Customer, "No dress code, just clean shoes please.");
    }
}
