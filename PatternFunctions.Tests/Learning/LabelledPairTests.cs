using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using PatternFunctions.Learning;
using Xunit.Abstractions;

namespace PatternFunctions.Tests.Learning;

public sealed class LabelledPairTests(ITestOutputHelper output)
{
    [Fact]
    public async Task The_built_in_rules_get_most_of_the_labelled_pairs_right()
    {
        var report = await LabelledPairReport.OfAsync(new RuleBasedAnalyser(), LabelledPair.All, CancellationToken.None);

        output.WriteLine(report.ToString());
        Assert.Equal(60, report.Pairs);
        Assert.True(report.ReusableRight >= 56, report.ToString());
        Assert.True(report.TypeRight >= 44, report.ToString());
        Assert.True(report.VariablesRight >= 44, report.ToString());
    }

    [Fact]
    public async Task The_measurement_waits_where_a_deployment_is_throttled_and_counts_misses_and_money()
    {
        await using var fake = await FakeAzureOpenAI.StartAsync();
        var options = new AzureOpenAIOptions
        {
            Endpoint = fake.Endpoint,
            ApiKey = FakeAzureOpenAI.ApiKey,
            ChatDeployment = FakeAzureOpenAI.Deployment,
            Retries = 0,
        };
        fake.Fails(429, "429", retryAfter: "0").Answers(
            """{"reusable":false,"not_reusable_reason":"one_off","pattern_type":"faq","keywords":[],"canonical_question":"","response_template":"","variables":[],"required_actions":[]}""");
        var analyser = new OpenAiAnalyser(
            ReplyAnalyserRegistration.CreateClient(options), options, new EndlessBudget(), TimeProvider.System, NullLogger<OpenAiAnalyser>.Instance);

        var report = await LabelledPairReport.OfAsync(analyser, LabelledPair.All, CancellationToken.None);

        Assert.Equal((60, 48, 12, 0, 0), (report.Pairs, report.Reusable, report.ReusableRight, report.TypeRight, report.Unanswered));
        Assert.True(report.CostUsd > 0);
        Assert.Equal(48, report.Misses.Count);
    }

    /// <summary>docs/learning.md has the command.</summary>
    [RealDeploymentFact]
    public async Task A_real_deployment_does_better_than_the_built_in_rules()
    {
        var options = new ConfigurationBuilder().AddEnvironmentVariables().Build().GetSection(AzureOpenAIOptions.Section).Get<AzureOpenAIOptions>()!;
        var analyser = new OpenAiAnalyser(
            ReplyAnalyserRegistration.CreateClient(options), options, new EndlessBudget(), TimeProvider.System, NullLogger<OpenAiAnalyser>.Instance);

        var model = await LabelledPairReport.OfAsync(analyser, LabelledPair.All, CancellationToken.None);

        output.WriteLine(model.ToString());
        var rules = await LabelledPairReport.OfAsync(new RuleBasedAnalyser(), LabelledPair.All, CancellationToken.None);
        Assert.True(model.Unanswered == 0, model.ToString());
        Assert.True(model.TypeRight >= rules.TypeRight, model.ToString());
    }
}
