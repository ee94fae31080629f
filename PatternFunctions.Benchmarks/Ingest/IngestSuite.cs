using PatternFunctions.Playground.Machine;

namespace PatternFunctions.Benchmarks.Ingest;

/// <summary>
/// What the webhook costs: beside an endpoint that only reads the body and enqueues it, in turns in the same run, so that
/// a busy machine is as busy for both; and what verification and parsing cost by themselves.
/// </summary>
internal static class IngestSuite
{
    private const double LargestMicroseconds = 15;
    private const double LargestBytes = 4096;

    private const int Rounds = 6;
    private const int Connections = 16;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(4);

    public static async Task RunAsync(BenchmarkReport report, CancellationToken cancellationToken)
    {
        foreach (var sample in SignedSample.All)
        {
            var cost = VerifyAndParse.Measure(sample);
            report.Add($"verify and parse/{sample.Name}/time", cost.Microseconds, "µs", LargestMicroseconds);
            report.Add($"verify and parse/{sample.Name}/rate", 1_000_000 / cost.Microseconds, "operations/s");
            report.Add($"verify and parse/{sample.Name}/allocated", cost.Bytes, "bytes", LargestBytes);
        }

        var tools = await NodeTools.EnsureAsync(progress: null, cancellationToken);
        await using var azurite = await Azurite.StartAsync(tools, new AzuriteOptions(), cancellationToken);
        await using var app = await WebhookHost.StartAsync(azurite.ConnectionString(), cancellationToken);
        await using var bare = await BareEndpoint.StartAsync(azurite.ConnectionString(), cancellationToken);
        using var webhook = new Load(app.Address, SignedSample.All[0], Connections);
        using var reference = new Load(bare.Address, SignedSample.All[0], Connections);
        await webhook.RunAsync(WarmUp, cancellationToken);
        await reference.RunAsync(WarmUp, cancellationToken);
        webhook.Forget();
        reference.Forget();
        for (var round = 0; round < Rounds; round++)
        {
            // Each is first in every other round: a queue grows slower the longer it is.
            foreach (var load in round % 2 == 0 ? (Load[])[webhook, reference] : [reference, webhook])
            {
                await load.RunAsync(Round, cancellationToken);
            }
        }

        report.Add("webhook/rate", webhook.Rate, "requests/s", reference.Rate);
        report.Add("webhook/p50", webhook.Percentile(0.50), "ms", reference.Percentile(0.50));
        report.Add("webhook/p99", webhook.Percentile(0.99), "ms", reference.Percentile(0.99));
        report.Add("bare endpoint/rate", reference.Rate, "requests/s");
        report.Add("bare endpoint/p50", reference.Percentile(0.50), "ms");
        report.Add("bare endpoint/p99", reference.Percentile(0.99), "ms");
    }
}
