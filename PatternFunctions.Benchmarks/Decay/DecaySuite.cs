using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PatternFunctions.Patterns;
using PatternFunctions.Playground.Machine;
using PatternFunctions.Storage;

namespace PatternFunctions.Benchmarks.Decay;

/// <summary>
/// A night's decay, with the history row of each pattern, beside a bare UPDATE of the same rows without any, in turns;
/// beside a loop that takes the rows one by one; and what matching by signature feels of it meanwhile.
/// </summary>
internal static class DecaySuite
{
    private const int Rounds = 9;
    private const int LargestLoop = 10_000;
    private static readonly int[] sizes = [1_000, 10_000, 100_000, 1_000_000];

    public static async Task RunAsync(BenchmarkReport report, CancellationToken cancellationToken)
    {
        await using var postgres = await Postgres.StartAsync(
            await NodeTools.EnsureAsync(progress: null, cancellationToken), new PostgresOptions { Vacuums = false }, cancellationToken);
        List<(double, double)> costs = [];
        foreach (var size in sizes)
        {
            await using var table = await PatternTable.CreateAsync(postgres, size, cancellationToken);
            var night = new Night(table.Source, size);
            // Of the first night, nothing has been counted before.
            await new ConfidenceDecay(table.Source, night.Clock, NullLogger<ConfidenceDecay>.Instance).RunAsync(cancellationToken);
            List<(double Seconds, double Log)> ours = [], bare = [];
            for (var round = 0; round < Rounds; round++)
            {
                ours.Add(await table.MeasureAsync(() => night.PassAsync(cancellationToken), cancellationToken));
                bare.Add(await table.MeasureAsync(() => night.UpdateAsync(cancellationToken), cancellationToken));
            }

            var (time, reference) = (Median(ours.Select(run => run.Seconds)), Median(bare.Select(run => run.Seconds)));
            var name = string.Create(CultureInfo.InvariantCulture, $"{size:N0} patterns");
            report.Add($"{name}/time", time, "s", reference);
            report.Add($"{name}/write-ahead log", Median(ours.Select(run => run.Log)), "MB", Median(bare.Select(run => run.Log)));
            costs.Add((size, time));
            if (size <= LargestLoop)
            {
                var loop = await table.MeasureAsync(() => night.LoopAsync(cancellationToken), cancellationToken);
                report.Add($"{name}/time beside one row at a time", time, "s", loop.Seconds);
            }

            if (size == sizes[^1])
            {
                report.Add($"{name}/history kept", await table.HistoryAsync(cancellationToken) / (Rounds + 1), "MB/night");
                report.Add($"{name}/locks on tables that others feel", await LocksAsync(table.Source, night.PassAsync(cancellationToken), cancellationToken), "locks");
                var quiet = await LookUpAsync(table.Source, size, Task.Delay(TimeSpan.FromSeconds(time), cancellationToken), cancellationToken);
                var busy = await LookUpAsync(table.Source, size, night.PassAsync(cancellationToken), cancellationToken);
                report.Add($"{name}/match by signature meanwhile, p99", busy, "ms", quiet);
            }
        }

        report.AddSlope("growth", costs, 1.05);
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    /// <returns>The most locks at once stronger than those of an ordinary write: what keeps readers or other writers from a whole table.</returns>
    private static async Task<double> LocksAsync(NpgsqlDataSource source, Task until, CancellationToken cancellationToken)
    {
        var most = 0L;
        while (!until.IsCompleted)
        {
            most = Math.Max(most, await source.Command("""
                SELECT count(*)
                FROM pg_locks
                WHERE database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND pid <> pg_backend_pid() AND locktype = 'relation'
                  AND mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
                """).ScalarAsync<long>(cancellationToken));
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }

        await until;
        return most;
    }

    /// <returns>The 99th percentile of one lookup after another until something else has ended.</returns>
    private static async Task<double> LookUpAsync(NpgsqlDataSource source, int patterns, Task until, CancellationToken cancellationToken)
    {
        var random = new Random(7);
        List<double> times = [];
        while (!until.IsCompleted)
        {
            var began = Stopwatch.GetTimestamp();
            await source.Command("SELECT pattern_id FROM pattern_signatures WHERE signature = md5($1)", random.Next(1, patterns + 1).ToString(CultureInfo.InvariantCulture))
                .ScalarAsync<long>(cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        await until;
        return times.Order().ElementAt((int)(times.Count * 0.99));
    }
}
