using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using PatternFunctions.Learning;

namespace PatternFunctions.Tests.Learning;

/// <summary>An analyser, the service that it asks, and the budget that it may spend.</summary>
public abstract class OpenAiAnalysis : IAsyncLifetime
{
    private protected static readonly DateTimeOffset Now = new(2026, 3, 4, 20, 0, 0, TimeSpan.Zero);

    private protected RecordedBudget Budget { get; } = new();

    private protected FakeAzureOpenAI Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await FakeAzureOpenAI.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    private protected static AnalysisRequest Frozen => new()
    {
        CustomerMessage = "hi, the screen in bay 3 is frozen",
        OperatorReply = "Hi Sarah, restart bay 3 with the icon at the top right.",
        CustomerName = "Sarah Miller",
    };

    private protected static string Answer(
        bool reusable = true, string reason = "none", string template = "Restart bay {{bay_number}} with the icon at the top right.",
        (string Name, string Source)[]? variables = null) => new JsonObject
        {
            ["reusable"] = reusable,
            ["not_reusable_reason"] = reason,
            ["pattern_type"] = "tech_issue",
            ["keywords"] = new JsonArray("Frozen", "screen"),
            ["canonical_question"] = "The screen in the bay is frozen",
            ["response_template"] = template,
            ["variables"] = new JsonArray([.. (variables ?? []).Select(variable => new JsonObject { ["name"] = variable.Name, ["source"] = variable.Source })]),
            ["required_actions"] = new JsonArray(),
        }.ToJsonString();

    private protected static async Task WaitUntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(10, patience.Token);
        }
    }

    private protected async Task<RefusalCode> RefusalAsync() => Assert.IsType<Refused>(await AnalyseAsync(Frozen)).Reasons[0].Code;

    private protected Task<AnalysisOutcome> AnalyseAsync(AnalysisRequest request, TimeProvider? clock = null, Action<AzureOpenAIOptions>? configure = null)
    {
        var options = Options();
        configure?.Invoke(options);
        return CreateAnalyser(options, clock).AnalyseAsync(request, CancellationToken.None);
    }

    private protected AzureOpenAIOptions Options() => new()
    {
        Endpoint = Server.Endpoint,
        ApiKey = FakeAzureOpenAI.ApiKey,
        ChatDeployment = FakeAzureOpenAI.Deployment,
        RetryDelayMilliseconds = 1,
    };

    private protected OpenAiAnalyser CreateAnalyser(AzureOpenAIOptions? options = null, TimeProvider? clock = null)
    {
        options ??= Options();
        clock ??= new StoppedClock();
        return new OpenAiAnalyser(ReplyAnalyserRegistration.CreateClient(options), options, Budget, clock, NullLogger<OpenAiAnalyser>.Instance);
    }

    /// <summary>Stands still, but its timers run: a wait of a millisecond is one.</summary>
    private protected sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }

    private protected sealed class RecordedBudget : IAiBudget
    {
        public decimal Left { get; set; } = 1;

        public List<(decimal Reserved, decimal Spent)> Settled { get; } = [];

        public Task<BudgetReservation?> TryReserveAsync(decimal usd, CancellationToken cancellationToken) =>
            Task.FromResult(usd <= Left ? new BudgetReservation(DateOnly.MaxValue, usd) : null);

        public Task SettleAsync(BudgetReservation reserved, AnalysisUsage spent, CancellationToken cancellationToken)
        {
            Settled.Add((reserved.Usd, spent.CostUsd));
            return Task.CompletedTask;
        }
    }
}
