using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PatternFunctions.Access;
using PatternFunctions.Conversations;
using PatternFunctions.Playground;
using PatternFunctions.Replies;
using PatternFunctions.Review;
using PatternFunctions.Storage;
using PatternFunctions.Tests.Replies.Histories;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Storage;

/// <summary>
/// The app's features on one connection that prepares every statement, in a database with as much in it that PostgreSQL has a
/// choice of plans.
/// </summary>
internal sealed class HotPath : IAsyncDisposable
{
    private static readonly string[] content =
    [
        """
        UPDATE pattern_learning_config
        SET config_value = CASE config_key WHEN 'enabled' THEN 'true' WHEN 'shadow_mode' THEN 'false' ELSE '0' END
        WHERE config_key IN ('enabled', 'shadow_mode', 'burst_window_seconds', 'answer_window_seconds', 'approved_send_delay_seconds')
        """,
        """
        INSERT INTO decision_patterns (pattern_type, pattern_signature, trigger_text, response_template, confidence_score)
        SELECT 'faq', md5('what about question ' || n), 'What about question ' || n || '?', 'Answer ' || n, 0.80 FROM generate_series(1, 400) AS n
        """,
        """
        INSERT INTO confidence_changes (pattern_id, version, kind, delta, confidence, execution_id, actor)
        SELECT 1 + n % 400, 1, 'approved', 0, 0.80, n, 'sam' FROM generate_series(1, 2000) AS n
        """,
        """
        INSERT INTO conversations (phone_number_id, participants, customer_phone, created_at)
        SELECT 'PN1', '+1555' || lpad(n::text, 7, '0'), '+1555' || lpad(n::text, 7, '0'), '2026-02-01' FROM generate_series(1, 4000) AS n
        """,
        """
        INSERT INTO opt_outs (customer_phone, opted_out_at)
        SELECT customer_phone, '2026-02-02' FROM conversations WHERE id % 10 = 0
        """,
        """
        INSERT INTO contacts (openphone_id, phones, first_name, is_deleted, updated_at)
        SELECT 'CT' || id, ARRAY[customer_phone], 'Ana', false, '2026-02-01' FROM conversations
        """,
        """
        INSERT INTO conversation_messages (id, conversation_id, direction, sender, text, status, status_at, sent_at, received_at, burst_id, processed_at)
        SELECT 'AC' || c.id || '-' || n, c.id, 'incoming', 'customer', 'What about question 7?', 'received', at, at, at, 'AC' || c.id || '-' || n,
               CASE WHEN c.id % 200 > 0 THEN at END
        FROM conversations c, generate_series(1, 3) AS n, LATERAL (SELECT '2026-02-01'::timestamptz + n * interval '1 day') AS day (at)
        """,
        """
        INSERT INTO pattern_execution_history
            (pattern_id, pattern_version, message_id, conversation_id, customer_message, confidence, match_kind, decision_confidence,
             execution_mode, would_mode, outcome, response, reasons, created_at)
        SELECT 1 + conversation_id % 400, 1, id, conversation_id, text, 0.80, 'signature', 0.80, 'suggest', 'suggest',
               CASE conversation_id % 10 WHEN 1 THEN 'pending' WHEN 2 THEN 'sent' ELSE 'approved' END, 'Answer', '{}', sent_at
        FROM conversation_messages
        """,
        """
        INSERT INTO pattern_execution_queue
            (execution_id, pattern_id, pattern_version, conversation_id, message_id, customer_message, kind, status, proposed_response, expires_at, created_at)
        SELECT id, pattern_id, 1, conversation_id, message_id, customer_message, 'suggestion', CASE outcome WHEN 'pending' THEN outcome ELSE 'approved' END,
               response, '2026-03-02T10:00:00Z', '2026-03-02'::timestamptz + id * interval '1 second'
        FROM pattern_execution_history
        WHERE outcome IN ('pending', 'approved')
        """,
        """
        INSERT INTO outbound_replies (execution_id, conversation_id, kind, text, status, openphone_message_id, due_at, claimed_at, finished_at, created_at)
        SELECT id, conversation_id, CASE outcome WHEN 'sent' THEN 'auto' ELSE 'approved' END, 'Answer', 'sent', 'AC' || conversation_id || '-sent-' || id, created_at, created_at, created_at, created_at
        FROM pattern_execution_history
        WHERE outcome IN ('sent', 'approved')
        """,
    ];

    private readonly TestDatabase database;
    private readonly SimulatedClock clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly IHost host;

    private HotPath(TestDatabase database)
    {
        this.database = database;
        clock.Stop();
        host = Build();
    }

    public NpgsqlDataSource Source => host.Services.GetRequiredService<NpgsqlDataSource>();

    public static async Task<HotPath> StartAsync()
    {
        var path = new HotPath(await TestDatabase.CreateAsync());
        await path.FillAsync();
        return path;
    }

    /// <summary>
    /// A customer asks, an operator looks and approves, the reply goes out and comes back; another one writes after an automatic
    /// reply; and what the app does every minute.
    /// </summary>
    public async Task WalkAsync()
    {
        await ReceiveAsync(Event.Incoming("AC-walk", "+15555550119", "What about question 7?", clock.GetUtcNow()));
        await Get<QuestionDecider>().DecideAsync(new InboundMessage("AC-walk"), CancellationToken.None);
        var sam = new Caller("sam", Role.Operator, "127.0.0.1");
        var page = await Get<QueueList>().ListAsync(new ListQueueQuery(), cursor: null, CancellationToken.None);
        var verdict = await Get<ReviewQueue>().ApproveAsync(page.Items.First(item => item.MessageId == "AC-walk").Id, sam, "key", CancellationToken.None);
        var replyId = Assert.IsType<VerdictOutcome.Recorded>(verdict).ReplyId!.Value;
        var replies = Get<OutboundReplies>();
        Assert.True(await replies.IsScheduledAsync(replyId, CancellationToken.None));
        Assert.IsType<ClaimOutcome.Claimed>(await replies.ClaimAsync(replyId, CancellationToken.None));
        await replies.MarkSentAsync(replyId, "AC-reply", clock.GetUtcNow(), CancellationToken.None);
        await ReceiveAsync(Event.Outgoing("message.delivered", "AC-reply", "+15555550119", "Answer 7", "delivered", clock.GetUtcNow(), clock.GetUtcNow()));
        await ReceiveAsync(Event.Incoming("AC-again", "+15550000002", "Thanks!", clock.GetUtcNow()));
        await Get<ReviewQueue>().ExpireAsync(CancellationToken.None);
        await Get<LostWork>().AnnounceAsync(CancellationToken.None);
        await Get<Feedback>().ConfirmAsync(CancellationToken.None);
    }

    /// <returns>In the order in which they first ran. The plans are the general ones, for any parameters.</returns>
    public async Task<List<StatementPlan>> ExplainAsync()
    {
        await using var connection = await Source.OpenConnectionAsync();
        var statements = await connection.Command("SELECT name, statement, cardinality(parameter_types) FROM pg_prepared_statements ORDER BY substring(name FROM '[0-9]+')::int")
            .ListAsync(reader => (Name: reader.GetString(0), Statement: reader.GetString(1), Parameters: reader.GetInt32(2)), CancellationToken.None);
        // A table of the test's size would be read as a whole where a real one is not.
        await connection.Command("SET enable_seqscan = off").ExecuteAsync(CancellationToken.None);
        await connection.Command("SET max_parallel_workers_per_gather = 0").ExecuteAsync(CancellationToken.None);
        await connection.Command("SET plan_cache_mode = force_generic_plan").ExecuteAsync(CancellationToken.None);
        List<StatementPlan> plans = [];
        foreach (var (name, statement, parameters) in statements.Where(found => HasPlan(found.Statement)))
        {
            var values = parameters == 0 ? "" : $"({string.Join(", ", Enumerable.Repeat("NULL", parameters))})";
            plans.Add(StatementPlan.Read(
                statement, (await connection.Command($"EXPLAIN (FORMAT JSON, COSTS OFF) EXECUTE \"{name}\"{values}").ScalarAsync<string>(CancellationToken.None))!));
        }

        return plans;
    }

    public async ValueTask DisposeAsync()
    {
        host.Dispose();
        await database.DisposeAsync();
    }

    private static bool HasPlan(string statement) =>
        statement.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)[0] is "SELECT" or "INSERT" or "UPDATE" or "DELETE" or "WITH"
        && !statement.Contains("pg_prepared_statements", StringComparison.Ordinal);

    private T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    private Task ReceiveAsync(string body) =>
        Get<EventProcessor>().ProcessAsync(new ReceivedEvent { ReceivedAt = clock.GetUtcNow(), Body = body }, CancellationToken.None);

    private IHost Build()
    {
        var builder = PatternApp.CreateBuilder(["--port", "0"]);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:ConnectionString"] = $"{database.ConnectionString};Maximum Pool Size=1;Auto Prepare Min Usages=1",
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
            ["OpenPhone:BaseUrl"] = "http://127.0.0.1:1",
            ["OpenPhone:ApiKey"] = "none",
            ["OpenPhone:WebhookSigningKeys:0"] = TestApp.SigningKey,
        });
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        builder.Services.Replace(ServiceDescriptor.Singleton<QueueServiceClient>(new HeldQueues(clock)));
        builder.Logging.ClearProviders();
        return builder.Build();
    }

    private async Task FillAsync()
    {
        // Beside the app: none of this is to be among its prepared statements, and no statistics are to come later.
        await using var psql = NpgsqlDataSource.Create($"{database.ConnectionString};Options=-c patterns.writer=app");
        await new MigrationRunner(psql, NullLogger<MigrationRunner>.Instance).RunAsync(CancellationToken.None);
        foreach (var sql in content)
        {
            await psql.Command(sql).ExecuteAsync(CancellationToken.None);
        }

        var tables = await psql.Command("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").ListAsync(reader => reader.GetString(0), CancellationToken.None);
        foreach (var table in tables)
        {
            await psql.Command($"ALTER TABLE {table} SET (autovacuum_enabled = false)").ExecuteAsync(CancellationToken.None);
        }

        await psql.Command("VACUUM ANALYZE").ExecuteAsync(CancellationToken.None);
    }
}
