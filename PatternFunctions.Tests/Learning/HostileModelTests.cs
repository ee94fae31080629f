using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using PatternFunctions.Learning;

namespace PatternFunctions.Tests.Learning;

/// <summary>The adversarial proposals once more, as the answers of a model that has been turned: all the way, over HTTP.</summary>
public sealed class HostileModelTests
{
    [Fact]
    public async Task A_model_that_says_the_worst_makes_no_pattern()
    {
        await using var server = await FakeAzureOpenAI.StartAsync();
        var options = new AzureOpenAIOptions { Endpoint = server.Endpoint, ApiKey = FakeAzureOpenAI.ApiKey, ChatDeployment = FakeAzureOpenAI.Deployment };
        var analyser = new OpenAiAnalyser(
            ReplyAnalyserRegistration.CreateClient(options), options, new EndlessBudget(), TimeProvider.System, NullLogger<OpenAiAnalyser>.Instance);
        List<string> proposed = [];
        foreach (var adversarial in AdversarialProposal.All.Where(adversarial => adversarial.Codes.Count > 0))
        {
            server.Answers(AnswerOf(adversarial.Proposal));

            if (await analyser.AnalyseAsync(adversarial.Request, CancellationToken.None) is Proposed { Proposal: var proposal })
            {
                proposed.Add($"{adversarial.Name}: {proposal.ResponseTemplate} [{string.Join(' ', proposal.Keywords)}]");
            }

            // What was refused before the call has left its answer unused.
            server.Forget();
        }

        // Keywords are normalised on their way, so that nothing is left of these two tricks.
        Assert.Equal(
            ["hides a character in a keyword: ", "has too many keywords: "],
            proposed.Select(line => line[..(line.IndexOf(':', StringComparison.Ordinal) + 2)]));
    }

    private static string AnswerOf(PatternProposal proposal) => new JsonObject
    {
        ["reusable"] = true,
        ["not_reusable_reason"] = "none",
        ["pattern_type"] = proposal.PatternType,
        ["keywords"] = ArrayOf(proposal.Keywords),
        ["canonical_question"] = proposal.CanonicalQuestion,
        ["response_template"] = proposal.ResponseTemplate,
        ["variables"] = new JsonArray([.. proposal.Variables.Select(variable => new JsonObject { ["name"] = variable.Name, ["source"] = variable.Source.ToString().ToLowerInvariant() })]),
        ["required_actions"] = ArrayOf(proposal.RequiredActions),
    }.ToJsonString();

    private static JsonArray ArrayOf(IEnumerable<string> values) => [.. values.Select(value => JsonValue.Create(value))];
}
