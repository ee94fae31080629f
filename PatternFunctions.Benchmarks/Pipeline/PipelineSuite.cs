using System.Diagnostics;
using System.Diagnostics.Metrics;
using PatternFunctions.Playground.Machine;

namespace PatternFunctions.Benchmarks.Pipeline;

/// <summary>
/// From the webhook to the stored decision. With a direct call in place of the queues, which is our own cost, beside job queues
/// and a flow of npm that work on the same PostgreSQL; and with the queues, on one and two instances, beside a bare consumer of
/// as many queues.
/// </summary>
internal static class PipelineSuite
{
    private const int Patterns = 200;
    /// <summary>As many as a queue's function has in hand at once.</summary>
    private const int Connections = 24;
    /// <summary>Until what runs often has been compiled well.</summary>
    private const int WarmUp = 4_000;
    private const double LeastRate = 1_000;
    private const double LeastShare = 0.8;

    private static readonly int[] sizes = [1_000, 2_000, 4_000, 8_000];

    public static async Task RunAsync(BenchmarkReport report, CancellationToken cancellationToken)
    {
        var tools = await NodeTools.EnsureAsync(progress: null, cancellationToken);
        await using (var postgres = await StartPostgresAsync(tools, cancellationToken))
        {
            await DirectAsync(postgres, report, cancellationToken);
            await JobPeers.RunAsync(
                postgres, sizes[^1], Patterns,
                (library, rate) => report.Add($"direct/rate beside {library}", report.Find("direct/rate")!.Value, "decisions/s", rate), cancellationToken);
            await FlowAsync(postgres, report, cancellationToken);
        }

        for (var instances = 1; instances <= 2; instances++)
        {
            // Azurite clears away once a minute what was deleted, message by message, and answers nobody until that is done,
            // which takes minutes after thousands of them. So each has its own, and is over within the minute; and its own
            // database, which clears away nothing after others either.
            await using var postgres = await StartPostgresAsync(tools, cancellationToken);
            await using var azurite = await Azurite.StartAsync(tools, new AzuriteOptions(), cancellationToken);
            await QueuesAsync(postgres, azurite.ConnectionString(), instances, report, cancellationToken);
        }
    }

    private static Task<Postgres> StartPostgresAsync(string tools, CancellationToken cancellationToken) =>
        Postgres.StartAsync(tools, new PostgresOptions { MaxConnections = 300 }, cancellationToken);

    private static async Task DirectAsync(Postgres postgres, BenchmarkReport report, CancellationToken cancellationToken)
    {
        await using var work = await DecisionBase.CreateAsync(postgres, "direct", Patterns, cancellationToken);
        await using var app = await PipelineHost.StartAsync(work.ConnectionString, storage: null, cancellationToken);
        using var customers = new Customers([app.Webhook], Connections);
        await customers.SendAsync(0, WarmUp, Patterns, cancellationToken);
        await work.SettleAsync(cancellationToken);
        List<(double Size, double Cost)> costs = [];
        List<double> latencies = [];
        var sent = WarmUp;
        foreach (var size in sizes)
        {
            var allocated = GC.GetTotalAllocatedBytes();
            var stored = size == sizes[^1] ? await work.SizeAsync(cancellationToken) : 0;
            var (app0, database0) = (Environment.CpuUsage.TotalTime, ProcessorTime.Of(postgres));
            var before = sent;
            var seconds = await TimeAsync(async () => latencies = await customers.SendAsync(before, size, Patterns, cancellationToken));
            sent += size;
            costs.Add((size, seconds));
            if (size == sizes[^1])
            {
                report.Add("direct/rate", size / seconds, "decisions/s", LeastRate);
                report.Add("direct/processor time of the app, the customers' part included", (Environment.CpuUsage.TotalTime - app0).TotalMilliseconds / size, "ms/decision");
                if (ProcessorTime.Of(postgres) - database0 is { } used)
                {
                    report.Add("direct/processor time of the database", used * 1e3 / size, "ms/decision");
                }

                report.Add("direct/stored", (await work.SizeAsync(cancellationToken) - stored) / 1e3 / size, "KB/decision");
                report.Add("direct/allocated, the customers' part included", (GC.GetTotalAllocatedBytes() - allocated) / 1e3 / size, "KB/decision");
            }
        }

        foreach (var (name, share) in Shares)
        {
            report.Add($"direct/{name} from webhook to stored decision", At(latencies, share), "ms");
        }

        Require(await work.DecisionsAsync(cancellationToken) == sent);
        report.AddSlope("direct/growth over events", costs, 1.05);
    }

    private static async Task FlowAsync(Postgres postgres, BenchmarkReport report, CancellationToken cancellationToken)
    {
        await using var work = await DecisionBase.CreateAsync(postgres, "flow", Patterns, cancellationToken);
        await using var flow = await NodeRedPeer.StartAsync(work, cancellationToken);
        using var customers = new Customers([flow.Webhook], Connections);
        await customers.SendAsync(1, WarmUp, Patterns, cancellationToken);
        List<double> latencies = [];
        var seconds = await TimeAsync(async () => latencies = await customers.SendAsync(1 + WarmUp, sizes[^1], Patterns, cancellationToken));
        report.Add("direct/rate beside a Node-RED flow", report.Find("direct/rate")!.Value, "decisions/s", sizes[^1] / seconds);
        report.Add("direct/p99 beside a Node-RED flow", report.Find("direct/p99 from webhook to stored decision")!.Value, "ms", At(latencies, 0.99));
    }

    private static async Task QueuesAsync(Postgres postgres, string storage, int instances, BenchmarkReport report, CancellationToken cancellationToken)
    {
        const int Events = 1_200;
        const int Rounds = 2;
        const int PacedEvents = 200;
        var name = instances == 1 ? "one instance" : "two instances";
        await using var work = await DecisionBase.CreateAsync(postgres, $"queues{instances}", Patterns, cancellationToken);
        List<PipelineHost> apps = [];
        try
        {
            for (var instance = 0; instance < instances; instance++)
            {
                apps.Add(await PipelineHost.StartAsync(work.ConnectionString, storage, cancellationToken));
            }

            using var customers = new Customers([.. apps.Select(app => app.Webhook)], Connections);
            var bare = new BareConsumer(storage);
            await DecideAsync(0, new SteadyFlow(WarmUp / 8));
            await work.SettleAsync(cancellationToken);
            await bare.RunAsync(new SteadyFlow(WarmUp / 8), Connections, cancellationToken);
            // In turns, each first in every other round: a busy machine is as busy for both.
            double ours = 0, reference = 0;
            var sent = new SteadyFlow(WarmUp / 8).Total;
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var ofOurs in round % 2 == 0 ? (bool[])[true, false] : [false, true])
                {
                    var flow = new SteadyFlow(Events);
                    await (ofOurs ? DecideAsync(sent, flow) : bare.RunAsync(flow, Connections, cancellationToken));
                    (ours, reference) = ofOurs ? (ours + (flow.Rate / Rounds), reference) : (ours, reference + (flow.Rate / Rounds));
                    sent += ofOurs ? flow.Total : 0;
                }
            }

            report.Add($"{name}/rate beside a bare consumer of the same queues", ours, "decisions/s", reference);
            report.Add($"{name}/share of the bare consumer's rate", ours / reference, "", LeastShare);
            // At half of that, to see the way and not the waiting.
            await PaceAsync(customers, apps, sent, PacedEvents, 2 / ours, cancellationToken);
            await DecidedAsync(work, sent + PacedEvents, cancellationToken);
            var latencies = await work.LatenciesAsync(sent, cancellationToken);
            foreach (var (percentile, share) in Shares)
            {
                report.Add($"{name}/{percentile} from webhook to stored decision at half the rate", At(latencies, share), "ms");
            }

            async Task DecideAsync(int from, SteadyFlow flow)
            {
                // The app's own figure: to count rows all the time would burden the database that is measured.
                var decided = 0;
                using var listener = new MeterListener
                {
                    InstrumentPublished = (instrument, self) =>
                    {
                        if (instrument.Name == "patterns.decisions")
                        {
                            self.EnableMeasurementEvents(instrument);
                        }
                    },
                };
                listener.SetMeasurementEventCallback<long>((_, more, _, _) => flow.Arrived(Interlocked.Add(ref decided, (int)more)));
                listener.Start();
                await customers.SendAsync(from, flow.Total, Patterns, flow.Room, cancellationToken);
                await flow.Over.WaitAsync(cancellationToken);
                Require(await work.DecisionsAsync(cancellationToken) == from + flow.Total);
            }
        }
        finally
        {
            foreach (var app in apps)
            {
                await app.DisposeAsync();
            }
        }
    }

    private static async Task PaceAsync(
        Customers customers, List<PipelineHost> apps, int fromNumber, int count, double pause, CancellationToken cancellationToken)
    {
        List<Task> sending = [];
        var began = Stopwatch.GetTimestamp();
        for (var number = 0; number < count; number++)
        {
            if (TimeSpan.FromSeconds(number * pause) - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } early)
            {
                await Task.Delay(early, cancellationToken);
            }

            sending.Add(customers.SendAsync(apps[number % apps.Count].Webhook, CustomerTexts.Make(fromNumber + number, Patterns), cancellationToken));
        }

        await Task.WhenAll(sending);
    }

    private static async Task DecidedAsync(DecisionBase work, int count, CancellationToken cancellationToken)
    {
        while (await work.DecisionsAsync(cancellationToken) < count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }
    }

    private static (string Name, double Share)[] Shares => [("p50", 0.50), ("p95", 0.95), ("p99", 0.99)];

    private static double At(List<double> ordered, double share) => ordered[(int)(share * (ordered.Count - 1))];

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static void Require(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException("Not every text was decided.");
        }
    }
}
