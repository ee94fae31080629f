using System.Diagnostics;
using System.Globalization;
using Npgsql;
using PatternFunctions.Access;
using PatternFunctions.Benchmarks.Pipeline;
using PatternFunctions.Playground.Machine;
using PatternFunctions.Review;
using PatternFunctions.Storage;

namespace PatternFunctions.Benchmarks.Review;

/// <summary>
/// The operators' queue with up to 100,000 pending rows: its pages, beside the same rows read by their ids; and verdicts,
/// beside the bare change of one row.
/// </summary>
internal static class ReviewSuite
{
    private const int Patterns = 200;
    private const int Runs = 60;
    private const int WarmUp = 10;
    private const int Page = 100;

    private static readonly int[] sizes = [100, 1_000, 10_000, 100_000];
    private static readonly Caller caller = new("sam", Role.Operator, "127.0.0.1");

    public static async Task RunAsync(BenchmarkReport report, CancellationToken cancellationToken)
    {
        await using var postgres = await Postgres.StartAsync(
            await NodeTools.EnsureAsync(progress: null, cancellationToken), new PostgresOptions(), cancellationToken);
        var growth = new Dictionary<string, List<(double, double)>>();
        foreach (var size in sizes)
        {
            await using var work = await DecisionBase.CreateAsync(postgres, $"review{size}", Patterns, cancellationToken);
            await FillAsync(work.Source, size, cancellationToken);
            await using var app = await PipelineHost.StartAsync(work.ConnectionString, storage: null, cancellationToken);
            var name = string.Create(CultureInfo.InvariantCulture, $"{size:N0} pending");
            await PagesAsync(name, size, app, growth, report, cancellationToken);
            await VerdictsAsync(name, size, app, growth, report, cancellationToken);
        }

        foreach (var (name, costs) in growth)
        {
            report.AddSlope($"{name}/growth over pending rows", costs, 0.15);
        }
    }

    private static async Task PagesAsync(
        string name, int size, PipelineHost app, Dictionary<string, List<(double, double)>> growth, BenchmarkReport report, CancellationToken cancellationToken)
    {
        var list = app.Get<QueueList>();
        var ids = await app.Get<NpgsqlDataSource>().Command("SELECT id FROM pattern_execution_queue ORDER BY created_at DESC LIMIT $1", Page)
            .ListAsync(reader => reader.GetInt64(0), cancellationToken);
        var reference = await MedianAsync(_ => app.Get<NpgsqlDataSource>()
            .Command($"SELECT {QueueItem.Columns} FROM pattern_execution_queue q WHERE q.id = ANY ($1)", (object)ids.ToArray())
            .ListAsync(QueueItem.Read, cancellationToken));
        foreach (var sort in (string[])["newest", "oldest", "expiry"])
        {
            var first = await MedianAsync(_ => list.ListAsync(new ListQueueQuery { Sort = sort }, cursor: null, cancellationToken));
            Add($"page, {sort} first", first);
            if (size > Page)
            {
                var cursor = Cursor.Parse((await list.ListAsync(new ListQueueQuery { Sort = sort, Limit = Math.Min(500, size / 2) }, null, cancellationToken)).NextCursor!);
                Add($"a later page, {sort} first", await MedianAsync(_ => list.ListAsync(new ListQueueQuery { Sort = sort }, cursor, cancellationToken)), grows: false);
            }
        }

        void Add(string what, double time, bool grows = true)
        {
            report.Add($"{name}/{what}, beside its rows by id", time, "ms", reference);
            if (grows)
            {
                (growth.TryGetValue(what, out var costs) ? costs : growth[what] = []).Add((size, time));
            }
        }
    }

    private static async Task VerdictsAsync(
        string name, int size, PipelineHost app, Dictionary<string, List<(double, double)>> growth, BenchmarkReport report, CancellationToken cancellationToken)
    {
        var queue = app.Get<ReviewQueue>();
        var ids = await app.Get<NpgsqlDataSource>().Command("SELECT id FROM pattern_execution_queue ORDER BY md5(id::text) LIMIT $1", Runs + WarmUp)
            .ListAsync(reader => reader.GetInt64(0), cancellationToken);
        var reference = await MedianAsync(run => app.Get<NpgsqlDataSource>()
            .Command("UPDATE pattern_execution_queue SET reason = 'seen' WHERE id = $1", ids[run]).ExecuteAsync(cancellationToken));
        var time = await MedianAsync(async run =>
        {
            var verdict = run % 3 == 2 ? queue.RejectAsync(ids[run], "no", caller, null, cancellationToken)
                : run % 3 == 1 ? queue.ModifyAsync(ids[run], "Yes, come by!", caller, null, cancellationToken)
                : queue.ApproveAsync(ids[run], caller, null, cancellationToken);
            if (await verdict is not VerdictOutcome.Recorded)
            {
                throw new InvalidOperationException("A verdict was not recorded.");
            }
        });
        report.Add($"{name}/verdict beside a bare UPDATE of one row", time, "ms", reference);
        (growth.TryGetValue("verdict", out var costs) ? costs : growth["verdict"] = []).Add((size, time));
    }

    /// <summary>Suggestions to as many customers, waiting for the last hour.</summary>
    private static async Task FillAsync(NpgsqlDataSource source, int pending, CancellationToken cancellationToken)
    {
        await JobPeers.FillAsync(source, pending, Patterns, cancellationToken);
        await source.Command("""
            WITH execution AS (
                INSERT INTO pattern_execution_history
                    (pattern_id, pattern_version, message_id, conversation_id, customer_message, confidence, match_kind, decision_confidence,
                     execution_mode, would_mode, outcome, response, reasons, created_at)
                SELECT 1 + m.conversation_id % 200, 1, m.id, m.conversation_id, m.text, 0.80, 'signature', 0.80, 'suggest', 'suggest', 'pending', 'Yes!', '{}',
                       now() - m.conversation_id % 3600 * interval '1 second'
                FROM conversation_messages m
                RETURNING id, pattern_id, message_id, conversation_id, customer_message, created_at
            )
            INSERT INTO pattern_execution_queue
                (execution_id, pattern_id, pattern_version, conversation_id, message_id, customer_message, kind, proposed_response, expires_at, created_at)
            SELECT id, pattern_id, 1, conversation_id, message_id, customer_message, 'suggestion', 'Yes!', created_at + interval '1 day', created_at
            FROM execution
            """).ExecuteAsync(cancellationToken);
        await source.Command("UPDATE conversation_messages SET processed_at = now(), burst_id = id").ExecuteAsync(cancellationToken);
        await source.Command("VACUUM ANALYZE").ExecuteAsync(cancellationToken);
    }

    private static async Task<double> MedianAsync(Func<int, Task> work)
    {
        List<double> times = [];
        for (var run = 0; run < Runs + WarmUp; run++)
        {
            var began = Stopwatch.GetTimestamp();
            await work(run);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        return times.Skip(WarmUp).Order().ElementAt(Runs / 2);
    }
}
