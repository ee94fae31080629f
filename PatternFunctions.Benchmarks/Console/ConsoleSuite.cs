using System.Diagnostics;
using System.Globalization;
using Npgsql;
using PatternFunctions.Playground.Machine;
using PatternFunctions.Storage;

namespace PatternFunctions.Benchmarks.WebConsole;

/// <summary>
/// How long the console's pages take at 10,000 patterns, from the request to the last byte, beside the very statements
/// that each of them sends, asked again by themselves in the same run.
/// </summary>
internal static class ConsoleSuite
{
    private const int Repeats = 40;
    private const double LongestMilliseconds = 50;
    private const double LargestKilobytes = 100;

    private static readonly (string Name, string Path)[] Pages =
    [
        ("queue", ""), ("question", "queue/30"), ("activity", "activity"), ("conversation", "conversations/77"), ("patterns", "patterns"), ("patterns by confidence", "patterns?sort=confidence"),
        ("patterns searched", "patterns?text=number+4711"), ("pattern", "patterns/4711"), ("insights, 30 days", "insights"), ("shadow report, 7 days", "insights/shadow?days=7"),
        ("imports", "imports"), ("import", "imports/1"), ("staging", "imports/1/staging"), ("proposal", "imports/1/staging/250"), ("facts", "facts"), ("settings", "settings"),
        ("keys", "keys"), ("audit", "audit"), ("dead letters", "dead-letters"), ("first steps", "start"), ("pulse", "pulse"),
    ];

    public static async Task RunAsync(BenchmarkReport report, CancellationToken cancellationToken)
    {
        var tools = await NodeTools.EnsureAsync(progress: null, cancellationToken);
        await using var postgres = await Postgres.StartAsync(tools, new PostgresOptions(), cancellationToken);
        await using var azurite = await Azurite.StartAsync(tools, new AzuriteOptions(), cancellationToken);
        await using var data = NpgsqlDataSource.Create(postgres.ConnectionString());
        var ear = new CommandEar();
        await new MigrationRunner(data, Microsoft.Extensions.Logging.Abstractions.NullLogger<MigrationRunner>.Instance).RunAsync(cancellationToken);
        await ClubOfThousands.FillAsync(data, cancellationToken);
        report.Add("patterns", ClubOfThousands.Patterns, "patterns");
        await using var host = await ConsoleHost.StartAsync(postgres.ConnectionString(), azurite.ConnectionString(), ear, cancellationToken);
        List<double> medians = [], sizes = [];
        foreach (var (name, path) in Pages)
        {
            var size = (await host.Http.GetByteArrayAsync(path, cancellationToken)).Length / 1024.0;
            var page = await MedianAsync(() => host.Http.GetByteArrayAsync(path, cancellationToken));
            ear.Listen();
            await host.Http.GetByteArrayAsync(path, cancellationToken);
            var commands = ear.Finish();
            await using var connection = await host.Data.OpenConnectionAsync(cancellationToken);
            var alone = await MedianAsync(() => CommandEar.AskAgainAsync(connection, commands, cancellationToken));
            report.Add($"{name}/time, beside its {commands.Count} statements alone", page, "ms", alone);
            report.Add($"{name}/beyond its statements", Math.Max(0, page - alone), "ms");
            report.Add($"{name}/size", size, "KB", LargestKilobytes);
            medians.Add(page);
            sizes.Add(size);
        }

        var until = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime);
        report.Add("insights, 30 days/for the first time", await MedianAsync(() =>
        {
            until = until.AddDays(-1);
            return host.Http.GetByteArrayAsync(string.Create(CultureInfo.InvariantCulture, $"insights?from={until.AddDays(-29):yyyy-MM-dd}&until={until:yyyy-MM-dd}"), cancellationToken);
        }), "ms");
        report.Add("slowest page, beside the limit", medians.Max(), "ms", LongestMilliseconds);
        report.Add("largest page, beside the limit", sizes.Max(), "KB", LargestKilobytes);
    }

    private static async Task<double> MedianAsync(Func<Task> work)
    {
        for (var warm = 0; warm < Repeats / 4; warm++)
        {
            await work();
        }

        var times = new double[Repeats];
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var watch = Stopwatch.StartNew();
            await work();
            times[repeat] = watch.Elapsed.TotalMilliseconds;
        }

        Array.Sort(times);
        return times[Repeats / 2];
    }
}
