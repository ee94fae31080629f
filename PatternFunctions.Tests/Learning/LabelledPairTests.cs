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

    /// <summary>
    /// <c>AzureOpenAI__Endpoint=https://… AzureOpenAI__ChatDeployment=… [AzureOpenAI__ApiKey=…] dotnet test --filter
    /// "FullyQualifiedName~LabelledPairTests" --logger "console;verbosity=detailed"</c>
    /// </summary>
    [RealDeploymentFact]
    public async Task A_real_deployment_does_better_than_the_built_in_rules()
    {
        var options = new ConfigurationBuilder().AddEnvironmentVariables().Build().GetSection(AzureOpenAIOptions.Section).Get<AzureOpenAIOptions>()!;
        var analyser = new OpenAiAnalyser(
            ReplyAnalyserRegistration.CreateClient(options), options, new EndlessBudget(), TimeProvider.System, NullLogger<OpenAiAnalyser>.Instance);

        var model = await LabelledPairReport.OfAsync(analyser, LabelledPair.All, CancellationToken.None);

        output.WriteLine(model.ToString());
        var rules = await LabelledPairReport.OfAsync(new RuleBasedAnalyser(), LabelledPair.All, CancellationToken.None);
        Assert.True(model.TypeRight >= rules.TypeRight, model.ToString());
    }
}
