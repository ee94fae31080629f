using System.Diagnostics;
using System.Globalization;
using PatternFunctions.Benchmarks.Pipeline;
using PatternFunctions.Playground.Machine;

namespace PatternFunctions.Benchmarks.Start;

/// <summary>
/// A process of its own, from its start to the first webhook answered, and its memory at rest and while it is sent as much as
/// it takes: with more and more patterns, beside the bare endpoint of the suite "ingest" as such a process.
/// </summary>
internal static class StartSuite
{
    public const string BareEndpoint = "bare-endpoint";

    private const int Starts = 3;
    private const int LoadedTexts = 1_500;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);
    private static readonly int[] sizes = [10, 100, 1_000, 10_000];

    public static async Task RunAsync(BenchmarkReport report, CancellationToken cancellationToken)
    {
        var tools = await NodeTools.EnsureAsync(progress: null, cancellationToken);
        await using var postgres = await Postgres.StartAsync(tools, new PostgresOptions(), cancellationToken);
        // Each start has an account of its own: what one leaves in its queue must not be another's work.
        const string BareAccount = "bare";
        await using var azurite = await Azurite.StartAsync(
            tools, new AzuriteOptions { Accounts = [BareAccount, .. sizes.Select(AccountOf)] }, cancellationToken);
        var bare = new StartedProcess(
            [typeof(StartSuite).Assembly.Location, BareEndpoint, "--data", azurite.ConnectionString(BareAccount)], new Dictionary<string, string>(), path: "");
        var reference = await MeasureAsync(bare, patterns: 1, cancellationToken);
        List<(double, double)> costs = [];
        foreach (var size in sizes)
        {
            await using var work = await DecisionBase.CreateAsync(postgres, $"start{size}", size, cancellationToken);
            var app = new StartedProcess(
                [typeof(PatternApp).Assembly.Location, "--port", "0"],
                new Dictionary<string, string>
                {
                    ["Database__ConnectionString"] = work.ConnectionString,
                    ["AzureWebJobsStorage"] = azurite.ConnectionString(AccountOf(size)),
                    ["OpenPhone__ApiKey"] = "none",
                    ["OpenPhone__BaseUrl"] = "http://127.0.0.1:1",
                    ["OpenPhone__WebhookSigningKeys__0"] = CustomerTexts.SigningKey,
                    ["Access__Sources__Burst"] = "100000000",
                    ["Access__Sources__Refill"] = "100000000",
                },
                path: "api/openphone/webhook");
            var ours = await MeasureAsync(app, size, cancellationToken);
            var name = string.Create(CultureInfo.InvariantCulture, $"{size:N0} patterns");
            report.Add($"{name}/start to first webhook answered", ours.Seconds, "s", reference.Seconds);
            report.Add($"{name}/memory at rest", ours.AtRest, "MB", reference.AtRest);
            report.Add($"{name}/memory under load", ours.UnderLoad, "MB", reference.UnderLoad);
            costs.Add((size, ours.Seconds));
        }

        report.AddSlope("start/growth over patterns", costs, 0.15);
    }

    private static string AccountOf(int patterns) => string.Create(CultureInfo.InvariantCulture, $"start{patterns}");

    private static async Task<(double Seconds, double AtRest, double UnderLoad)> MeasureAsync(
        StartedProcess process, int patterns, CancellationToken cancellationToken)
    {
        List<(double Seconds, double AtRest, double UnderLoad)> starts = [];
        for (var start = 0; start < Starts; start++)
        {
            starts.Add(await process.RunAsync(async (address, memory) =>
            {
                using var customers = new Customers([address], connections: 16);
                var began = process.Began;
                await customers.SendAsync(address, CustomerTexts.Make(1_000_000 * start, patterns), cancellationToken);
                var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
                await Task.Delay(Rest, cancellationToken);
                var atRest = memory();
                if (start < Starts - 1)
                {
                    return (seconds, atRest, 0);
                }

                var most = atRest;
                var sending = customers.SendAsync((1_000_000 * start) + 1, LoadedTexts, patterns, cancellationToken);
                while (!sending.IsCompleted)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
                    most = Math.Max(most, memory());
                }

                await sending;
                return (seconds, atRest, most);
            }));
        }

        return (starts.Select(start => start.Seconds).Order().ElementAt(Starts / 2), starts.Average(start => start.AtRest), starts[^1].UnderLoad);
    }
}
