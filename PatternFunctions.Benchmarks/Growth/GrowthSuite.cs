using System.Globalization;

namespace PatternFunctions.Benchmarks.Growth;

/// <summary>
/// What the suites measured, as a model: from messages a day to instances, queue operations, database and money; at which number
/// each part is at its limit; and days of three sizes, second by second, to see that it holds. docs/scale.md has its numbers.
/// </summary>
internal static class GrowthSuite
{
    private const double DaysAMonth = 30.4;
    private const int Zones = 2;
    private const double InstanceGigabytes = 2;
    private const double InstanceCores = 1;

    /// <summary>A table of this size is vacuumed, indexed and restored in hours, no longer in minutes.</summary>
    private const double UnwieldyBytes = 500e9;
    private const int RetentionDays = 365;
    private const int SmallestDatabaseCores = 2;

    private static readonly int[] cores = [2, 4, 8, 16, 32, 48, 64, 96];
    private static readonly double[] days = [10_000, 1_000_000, 100_000_000];

    public static async Task RunAsync(string? folder, BenchmarkReport report, CancellationToken cancellationToken)
    {
        var cost = await CostOfMessage.ReadAsync(folder ?? ".", cancellationToken);
        report.Add("message/processor time of the app", cost.AppSeconds * 1e3, "ms");
        report.Add("message/processor time of the database", cost.DatabaseSeconds * 1e3, "ms");
        report.Add("message/stored", cost.StoredBytes / 1e3, "KB");
        report.Add("message/queue operations", CostOfMessage.QueueOperations, "");
        foreach (var (name, messages) in Limits(cost).OrderBy(limit => limit.Messages))
        {
            report.Add($"limit/{name}", messages, "messages/day");
        }

        foreach (var messages in days)
        {
            Simulate(messages, cost, report);
        }
    }

    private static IEnumerable<(string Name, double Messages)> Limits(CostOfMessage cost)
    {
        yield return ("database of 2 cores at 60 % in the peak hour", PerDay(SimulatedDay.HighestUse * SmallestDatabaseCores / cost.DatabaseSeconds));
        yield return ("database of 96 cores, the largest, at 60 % in the peak hour", PerDay(SimulatedDay.HighestUse * cores[^1] / cost.DatabaseSeconds));
        yield return ("one storage queue", PerDay(SimulatedDay.QueueMessagesPerSecond));
        yield return ("history of a year above 500 GB", UnwieldyBytes / cost.StoredBytes / RetentionDays);
        yield return ("a thousand instances", PerDay(1_000 * InstanceCores / cost.AppSeconds));
    }

    private static double PerDay(double perSecond) => perSecond / SimulatedDay.PeakShare;

    private static void Simulate(double messages, CostOfMessage cost, BenchmarkReport report)
    {
        var peak = messages * SimulatedDay.PeakShare;
        var needed = peak * cost.DatabaseSeconds / SimulatedDay.HighestUse;
        // More than the largest has, in databases beside each other, each with its share of the business lines.
        var databases = Math.Max(1, (int)Math.Ceiling(needed / cores[^1]));
        var each = cores.First(count => count * databases >= needed || count == cores[^1]);
        var queues = Math.Max(1, (int)Math.Ceiling(peak / SimulatedDay.HighestUse / SimulatedDay.QueueMessagesPerSecond));
        var day = new SimulatedDay(cost, messages, databases * each);
        day.Run(InstanceCores, queues);

        var storage = messages * RetentionDays * cost.StoredBytes / 1e9;
        var money = new Dictionary<string, double>
        {
            ["fixed"] = Prices.Fixed,
            ["database cores"] = databases * each * Zones * Prices.DatabaseCore,
            ["database storage after a year"] = storage * Zones * Prices.DatabaseGigabyte,
            ["instances"] = (messages * cost.AppSeconds / InstanceCores * DaysAMonth * InstanceGigabytes * Prices.GigabyteSecond)
                + (messages * CostOfMessage.Executions * DaysAMonth / 1e6 * Prices.MillionExecutions),
            ["queue operations"] = messages * CostOfMessage.QueueOperations * DaysAMonth / 1e4 * Prices.TenThousandQueueOperations,
        };
        var name = string.Create(CultureInfo.InvariantCulture, $"{messages:N0} a day");
        report.Add($"{name}/peak", day.Peak, "messages/s");
        report.Add($"{name}/instances at most", day.MostInstances, "");
        report.Add($"{name}/databases", databases, "");
        report.Add($"{name}/cores of each database", each, "");
        report.Add($"{name}/database use in the busiest minute", 100 * day.DatabaseUse, "%", 100 * SimulatedDay.HighestUse);
        report.Add($"{name}/queues of each kind", queues, "");
        report.Add($"{name}/longest wait in the queue", day.LongestWait, "s");
        report.Add($"{name}/mean wait in the queue", day.MeanWait, "s");
        report.Add($"{name}/undecided at midnight", day.LeftOver, "messages");
        report.Add($"{name}/queue operations", messages * CostOfMessage.QueueOperations, "a day");
        report.Add($"{name}/stored in a year", storage, "GB");
        foreach (var (part, dollars) in money)
        {
            report.Add($"{name}/{part}", dollars, "$/month");
        }

        report.Add($"{name}/together, at prices of {Prices.Day}", money.Values.Sum(), "$/month");
        report.Add($"{name}/together for 1,000 messages", money.Values.Sum() / (messages * DaysAMonth) * 1_000, "$");
    }
}
