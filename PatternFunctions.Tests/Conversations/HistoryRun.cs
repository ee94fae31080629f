using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using PatternFunctions.Conversations;
using PatternFunctions.Learning;
using PatternFunctions.Storage;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Conversations;

/// <summary>
/// The app's own classes on a real database, with time and queues in the hand of the test: the same history can come in
/// orderly, or as badly as a network can deliver it.
/// </summary>
internal sealed class HistoryRun : IAsyncDisposable
{
    private static readonly TimeSpan settle = TimeSpan.FromMinutes(10);

    private readonly TestDatabase database;
    private readonly FakeTimeProvider clock = new();
    private readonly SimulatedQueues queues;
    private readonly IHost host;

    private HistoryRun(TestDatabase database)
    {
        this.database = database;
        queues = new SimulatedQueues(clock);
        var builder = PatternApp.CreateBuilder([]);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:ConnectionString"] = database.ConnectionString,
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
        });
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        builder.Services.Replace(ServiceDescriptor.Singleton(queues.CreateClient()));
        builder.Logging.ClearProviders();
        host = builder.Build();
    }

    public static async Task<HistoryRun> StartAsync()
    {
        var run = new HistoryRun(await TestDatabase.CreateMigratedAsync());
        await run.host.Services.GetRequiredService<MigrationRunner>().RunAsync(CancellationToken.None);
        return run;
    }

    /// <summary>An empty database at the beginning of time.</summary>
    public async Task ResetAsync()
    {
        queues.Clear();
        clock.AdjustTime(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        var data = host.Services.GetRequiredService<NpgsqlDataSource>();
        await data.Command("""
            TRUNCATE conversations, conversation_messages, contacts, calls, opt_outs, decision_patterns, pattern_learning_examples, event_counts, dead_letters, failed_attempts CASCADE
            """).ExecuteAsync(CancellationToken.None);
        // How many patterns an hour allows is a matter of its own time, too.
        // Learned patterns stay below the queue here: whether a question came before a lesson or after it is a matter of its own time.
        await data.Command("""
            UPDATE pattern_learning_config SET config_value = CASE config_key
                WHEN 'enabled' THEN 'true' WHEN 'shadow_mode' THEN 'false' WHEN 'queue_threshold' THEN '0.6'
                WHEN 'max_new_patterns_per_customer_per_hour' THEN '1000' ELSE config_value END
            """).ExecuteAsync(CancellationToken.None);
        await data.Command(Functions.Patterns.InsertPattern, History.SeededQuestion, History.SeededAnswer, 0.80m).ExecuteAsync(CancellationToken.None);
    }

    /// <param name="arrivals">When what comes in.</param>
    /// <param name="random">Draws among what is due at the same time, and what is lost or repeated on the way.</param>
    /// <param name="disorder">From 0 to 1: how often a queue message of ours is lost, and how often it comes twice.</param>
    public async Task LiveAsync(IEnumerable<(DateTimeOffset At, string Body)> arrivals, Random random, double disorder)
    {
        foreach (var (at, body) in arrivals.OrderBy(arrival => arrival.At))
        {
            await WorkUntilAsync(at, random, disorder);
            await EventAsync(body);
            if (random.NextDouble() < disorder)
            {
                await EventAsync(body);
            }
        }

        // Nothing gets lost any more, and what was lost is found by Sweep.
        for (var rest = 0; rest < 4; rest++)
        {
            await WorkUntilAsync(clock.GetUtcNow() + settle, random, disorder: 0);
            await host.Services.GetRequiredService<LostWork>().AnnounceAsync(CancellationToken.None);
        }

        await WorkUntilAsync(clock.GetUtcNow() + settle, random, disorder: 0);
    }

    public Task<List<string>> StateAsync() => host.Services.GetRequiredService<NpgsqlDataSource>().Command("""
        SELECT line FROM (
            SELECT concat_ws('|', 'message', m.id, c.participants, m.direction, m.sender, m.user_id, m.text, m.media_count, m.status, m.error_code,
                             m.sent_at, m.burst_id, CASE WHEN m.sender IN ('customer', 'operator') THEN m.processed_at IS NOT NULL END) AS line
            FROM conversation_messages m JOIN conversations c ON c.id = m.conversation_id
            UNION ALL
            SELECT concat_ws('|', 'conversation', phone_number_id, participants, customer_phone, is_group, human_until) FROM conversations
            UNION ALL
            SELECT concat_ws('|', 'question', h.message_id, h.customer_message, CASE WHEN q.status = 'pending' THEN 'waits' ELSE 'done' END,
                             CASE WHEN q.status = 'pending' THEN concat_ws('|', q.kind, q.proposed_response) END)
            FROM pattern_execution_history h LEFT JOIN pattern_execution_queue q ON q.execution_id = h.id
            UNION ALL
            SELECT concat_ws('|', 'example', e.question_message_id, e.answer_message_id, e.customer_message, e.operator_response, e.status, p.pattern_signature)
            FROM pattern_learning_examples e LEFT JOIN decision_patterns p ON p.id = e.pattern_id
            UNION ALL
            SELECT concat_ws('|', 'pattern', p.pattern_signature, p.pattern_type, p.trigger_text, p.response_template, p.confidence_score, p.is_active,
                             p.version, p.deleted_at IS NULL, (SELECT string_agg(s.signature, ' ' ORDER BY s.signature) FROM pattern_signatures s WHERE s.pattern_id = p.id))
            FROM decision_patterns p
            UNION ALL
            SELECT concat_ws('|', 'contact', openphone_id, array_to_string(phones, ','), first_name, is_deleted, updated_at) FROM contacts
            UNION ALL
            SELECT concat_ws('|', 'opt-out', customer_phone, opted_out_at, opted_in_at) FROM opt_outs
            UNION ALL
            SELECT concat_ws('|', 'dead letter', reason) FROM dead_letters
            UNION ALL
            SELECT concat_ws('|', 'reply', status) FROM outbound_replies
        ) state
        ORDER BY line
        """).ListAsync(reader => reader.GetString(0), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        host.Dispose();
        await database.DisposeAsync();
    }

    private Task EventAsync(string body) =>
        host.Services.GetRequiredService<EventProcessor>().ProcessAsync(
            new ReceivedEvent { ReceivedAt = clock.GetUtcNow(), Body = body }, CancellationToken.None);

    private async Task WorkUntilAsync(DateTimeOffset time, Random random, double disorder)
    {
        while (queues.NextDue is { } due && due <= time)
        {
            clock.SetUtcNow(due > clock.GetUtcNow() ? due : clock.GetUtcNow());
            var message = queues.Take(random.Next(int.MaxValue))!;
            var times = random.NextDouble() < disorder ? 0 : random.NextDouble() < disorder ? 2 : 1;
            for (var turn = 0; turn < times; turn++)
            {
                await WorkAsync(message.Queue, message.Body);
            }
        }

        clock.SetUtcNow(time > clock.GetUtcNow() ? time : clock.GetUtcNow());
    }

    private Task WorkAsync(string queue, byte[] body) => queue switch
    {
        WorkQueues.InboundMessages => host.Services.GetRequiredService<QuestionDecider>().DecideAsync(Read<InboundMessage>(body), CancellationToken.None),
        WorkQueues.OperatorReplies => host.Services.GetRequiredService<ReplyLearner>().LearnAsync(Read<OperatorReply>(body), CancellationToken.None),
        _ => throw new InvalidOperationException($"Nobody should write to {queue}: {Encoding.UTF8.GetString(body)}"),
    };

    private static T Read<T>(byte[] body) => JsonSerializer.Deserialize<T>(body, WorkJson.Default.Options)!;
}
