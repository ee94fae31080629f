using System.Diagnostics;
using System.Globalization;
using Npgsql;
using PatternFunctions.Benchmarks.Pipeline;
using PatternFunctions.Conversations;
using PatternFunctions.Decisions;
using PatternFunctions.Matching;
using PatternFunctions.Patterns;
using PatternFunctions.Playground.Machine;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Benchmarks.Decide;

/// <summary>
/// A decision by itself: the rules alone, and a whole one, from the announced text to the commit, among ever more patterns, one
/// after another, beside as many transactions that store one row.
/// </summary>
internal static class DecideSuite
{
    private const int Decisions = 400;
    private const int WarmUp = 50;
    private const int RuleRuns = 200_000;

    private static readonly int[] sizes = [100, 1_000, 10_000, 100_000];

    public static async Task RunAsync(BenchmarkReport report, CancellationToken cancellationToken)
    {
        Rules(report);
        await using var postgres = await Postgres.StartAsync(
            await NodeTools.EnsureAsync(progress: null, cancellationToken), new PostgresOptions(), cancellationToken);
        List<(double, double)> decisions = [], lookups = [];
        foreach (var size in sizes)
        {
            await using var work = await DecisionBase.CreateAsync(postgres, $"decide{size}", size, cancellationToken);
            await JobPeers.FillAsync(work.Source, Decisions + WarmUp, size, cancellationToken);
            await using var app = await PipelineHost.StartAsync(work.ConnectionString, storage: null, cancellationToken);
            var decider = app.Get<QuestionDecider>();
            var ids = await work.Source.Command("SELECT id FROM conversation_messages ORDER BY id").ListAsync(reader => reader.GetString(0), cancellationToken);
            foreach (var id in ids.Take(WarmUp))
            {
                await decider.DecideAsync(new InboundMessage(id), cancellationToken);
            }

            var name = string.Create(CultureInfo.InvariantCulture, $"{size:N0} patterns");
            var decision = await MedianAsync(ids.Skip(WarmUp), id => decider.DecideAsync(new InboundMessage(id), cancellationToken));
            await work.Source.Command("CREATE TABLE bare (id text PRIMARY KEY)").ExecuteAsync(cancellationToken);
            await using var connection = await app.Get<NpgsqlDataSource>().OpenConnectionAsync(cancellationToken);
            var row = await MedianAsync(ids, id => StoreAsync(connection, id, cancellationToken));
            report.Add($"{name}/decision beside a transaction of one row", decision, "ms", row);
            var lookup = await MedianAsync(Enumerable.Range(1, Decisions), number => PatternReader.FindBySignatureAsync(
                connection, PatternSignature.Of(CustomerTexts.Question(1 + (number * 7919 % size))), cancellationToken));
            report.Add($"{name}/match by signature beside a transaction of one row", lookup, "ms", row);
            decisions.Add((size, decision));
            lookups.Add((size, lookup));
        }

        report.AddSlope("decision/growth over patterns", decisions, 0.15);
        report.AddSlope("match by signature/growth over patterns", lookups, 0.15);
    }

    private static void Rules(BenchmarkReport report)
    {
        var input = new DecisionInput
        {
            Match = new MatchedPattern { Kind = MatchKind.Signature, Similarity = 1, Margin = 1, Probability = 1 },
            Pattern = new PatternSnapshot
            {
                Id = 1,
                Version = 1,
                Type = "faq",
                Confidence = 0.97m,
                IsActive = true,
                AutoExecutable = true,
                RequiresConfirmation = false,
                SuccessCount = 40,
                VersionApproved = 40,
                VersionModified = 1,
                VersionRejected = 0,
                DistinctApprovingOperators = 2,
            },
            Config = LearningConfig.From(new Dictionary<string, string?> { ["enabled"] = "true", ["shadow_mode"] = "false" }),
            Conversation = new ConversationState { LocalTime = new TimeOnly(12, 0) },
            Now = TimeProvider.System.GetUtcNow(),
        };
        Decide(RuleRuns / 10);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var began = Stopwatch.GetTimestamp();
        Decide(RuleRuns);
        report.Add("rules/time", Stopwatch.GetElapsedTime(began).TotalMicroseconds / RuleRuns, "µs");
        report.Add("rules/allocated", (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)RuleRuns, "bytes");

        void Decide(int times)
        {
            for (var run = 0; run < times; run++)
            {
                Decider.Decide(input);
            }
        }
    }

    private static async Task StoreAsync(NpgsqlConnection connection, string id, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.Command("INSERT INTO bare (id) VALUES ($1)", id).ExecuteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<double> MedianAsync<T>(IEnumerable<T> items, Func<T, Task> work)
    {
        List<double> times = [];
        foreach (var item in items)
        {
            var began = Stopwatch.GetTimestamp();
            await work(item);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        return times.Order().ElementAt(times.Count / 2);
    }
}
