using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Azure.Storage.Queues;
using Npgsql;
using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Replies;
using PatternFunctions.Storage;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Replies;

/// <summary>The app as a process of its own, killed with SIGKILL while it sends: 100 times with PATTERNS_LONG_TESTS=1.</summary>
[Trait(LongTests.Trait, LongTests.Long)]
public sealed class KilledSenderTests : IAsyncLifetime
{
    private const int RepliesPerLife = 2;
    private const string MasterKey = "master-key-of-the-tests";

    private static readonly int lives = LongTests.AreAsked ? 100 : 2;

    private static readonly HttpClient http = new();

    private readonly int port = FreePort();
    private TestDatabase database = null!;
    private TestStorage storage = null!;
    private OpenPhoneSimulator openPhone = null!;
    private NpgsqlDataSource psql = null!;
    private WorkQueues queues = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        storage = await TestStorage.CreateAsync();
        // The process has the real clock, so OpenPhone has it, too.
        openPhone = await OpenPhoneSimulator.StartAsync(
            new OpenPhoneOptions { SlowAnswer = TimeSpan.FromMilliseconds(250) }, TimeProvider.System, CancellationToken.None);
        psql = NpgsqlDataSource.Create(database.ConnectionString);
        queues = new WorkQueues(new QueueServiceClient(
            storage.ConnectionString, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 }));
    }

    public async Task DisposeAsync()
    {
        await psql.DisposeAsync();
        await openPhone.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task No_customer_gets_a_text_twice_and_what_is_unknown_resolves_itself()
    {
        var random = new Random(1);
        using (var first = Start())
        {
            await AnswersAsync();
            await SetUpAsync();
            await KillAsync(first);
        }

        for (var life = 0; life < lives; life++)
        {
            using var process = Start();
            var before = openPhone.SendAttempts.Count;
            openPhone.FailNextSends(Enumerable.Repeat(SendFault.Slow, life % 2 * 2));
            for (var reply = 0; reply < RepliesPerLife; reply++)
            {
                await ScheduleAsync((life * RepliesPerLife) + reply);
            }

            await Eventually.HoldsAsync(() => openPhone.SendAttempts.Count > before);
            await Task.Delay(random.Next(250));
            await KillAsync(process);
        }

        var unclear = await CountAsync("SELECT count(*) FROM outbound_replies WHERE status = 'sending'");
        using var last = Start();
        await AnswersAsync();
        var open = await CountOpenAsync();
        for (var sweep = 0; sweep < 40 && open > 0; sweep++)
        {
            // A claim is old after two minutes; the first sweeps find what OpenPhone has, and after ten minutes it is said not to have it.
            await LetTimePassAsync(sweep switch { 0 => 3, < 4 => 0, _ => 10 });
            // Each one takes its slot of OpenPhone's ten in a second.
            await Task.Delay(TimeSpan.FromSeconds(2) + (open * RequestSlots.Spacing));
            open = await CountOpenAsync();
        }

        await KillAsync(last);

        Assert.Equal(0, open);
        Assert.True(lives < 20 || unclear > 0, "No kill hit a call.");
        Assert.Equal(lives * RepliesPerLife, await CountAsync("SELECT count(*) FROM outbound_replies"));
        var received = openPhone.Workspace.Received.GroupBy(text => text.Phone).ToDictionary(texts => texts.Key, texts => texts.Count());
        Assert.All(received.Values, count => Assert.Equal(1, count));
        var sent = await psql.Command("SELECT c.customer_phone FROM outbound_replies r JOIN conversations c ON c.id = r.conversation_id WHERE r.status = 'sent'")
            .ListAsync(reader => reader.GetString(0), CancellationToken.None);
        Assert.Equal(received.Keys.Order(StringComparer.Ordinal), sent.Order(StringComparer.Ordinal));
        Assert.Equal(
            await CountAsync("SELECT count(*) FROM outbound_replies WHERE status = 'failed' AND reason = 'not_found_at_openphone'"),
            await CountAsync("SELECT count(*) FROM pattern_execution_queue WHERE status = 'pending' AND reason LIKE 'Not sent: %'"));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task KillAsync(Process process)
    {
        process.Kill(); // SIGKILL
        await process.WaitForExitAsync();
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(PatternApp).Assembly.Location, "--port", port.ToString(CultureInfo.InvariantCulture)])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
        };
        foreach (var (key, value) in new Dictionary<string, string>
        {
            ["Database__ConnectionString"] = database.ConnectionString,
            ["AzureWebJobsStorage"] = storage.ConnectionString,
            ["OpenPhone__BaseUrl"] = openPhone.BaseUrl.ToString(),
            ["OpenPhone__ApiKey"] = new OpenPhoneOptions().ApiKey,
            ["OpenPhone__WebhookSigningKeys__0"] = TestApp.SigningKey,
            ["LocalHost__MasterKey"] = MasterKey,
            ["AzureFunctionsJobHost__extensions__queues__maxPollingInterval"] = "00:00:00.100",
        })
        {
            start.Environment[key] = value;
        }

        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        return process;
    }

    private Task AnswersAsync() => Eventually.HoldsAsync(async () =>
    {
        try
        {
            return (await http.GetAsync($"http://127.0.0.1:{port}/api/health/live")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    });

    private async Task SetUpAsync()
    {
        await SqlAsync(Functions.Patterns.InsertPattern, "What are your hours?", "We are open 9 to 10 every day.", 0.50m);
        await SqlAsync(Functions.Patterns.MakeAutomatic);
        await SqlAsync(Functions.Patterns.AddApprover);
        foreach (var (key, value) in new[] { ("enabled", "true"), ("shadow_mode", "false"), ("max_auto_replies_per_hour", "100000") })
        {
            await SqlAsync("UPDATE pattern_learning_config SET config_value = $2 WHERE config_key = $1", key, value);
        }
    }

    /// <summary>A customer's question that was decided, and whose automatic reply is due.</summary>
    private async Task ScheduleAsync(int number)
    {
        var phone = string.Create(CultureInfo.InvariantCulture, $"+15555{number:000000}");
        var replyId = await psql.Command("""
            WITH conversation AS (
                INSERT INTO conversations (phone_number_id, participants, customer_phone, created_at)
                VALUES ('PNsimulated', $1, $1, now())
                RETURNING id
            ), message AS (
                INSERT INTO conversation_messages (id, conversation_id, direction, sender, text, status, sent_at, received_at, burst_id, processed_at)
                SELECT 'AC' || $1, id, 'incoming', 'customer', 'What are your hours?', 'received', now(), now(), 'AC' || $1, now() FROM conversation
            ), execution AS (
                INSERT INTO pattern_execution_history
                    (pattern_id, pattern_version, message_id, conversation_id, customer_message, confidence, match_kind, similarity, margin,
                     match_probability, decision_confidence, execution_mode, would_mode, outcome, response, reasons, created_at)
                SELECT p.id, p.version, 'AC' || $1, c.id, 'What are your hours?', 1, 'signature', 1, 1, 1, 1, 'auto', 'auto', 'pending', p.response_template, '{}', now()
                FROM conversation c, decision_patterns p
                RETURNING id, conversation_id, response
            )
            INSERT INTO outbound_replies (execution_id, conversation_id, kind, text, due_at, created_at)
            SELECT id, conversation_id, 'auto', response, now(), now() FROM execution
            RETURNING id
            """, phone).ScalarAsync<long>(CancellationToken.None);
        await queues.SendAsync(WorkQueues.OutboundReplies, new OutboundReply(replyId), TimeSpan.Zero, CancellationToken.None);
    }

    /// <summary>As the rows see it. Then Sweep.</summary>
    private async Task LetTimePassAsync(int minutes)
    {
        await SqlAsync("""
            UPDATE outbound_replies
            SET due_at = due_at - make_interval(mins => $1), claimed_at = claimed_at - make_interval(mins => $1)
            WHERE status IN ('scheduled', 'sending', 'unknown')
            """, minutes);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}/admin/functions/Sweep")
        {
            Content = JsonContent.Create(new { input = "" }),
            Headers = { { "x-functions-key", MasterKey } },
        };
        (await http.SendAsync(request)).EnsureSuccessStatusCode();
    }

    private Task<long> CountOpenAsync() =>
        CountAsync("SELECT count(*) FROM outbound_replies WHERE status IN ('scheduled', 'sending', 'unknown')");

    private Task SqlAsync(string sql, params object?[] values) => psql.Command(sql, values).ExecuteAsync(CancellationToken.None);

    private Task<long> CountAsync(string sql) => psql.Command(sql).ScalarAsync<long>(CancellationToken.None);
}
