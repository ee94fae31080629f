using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using PatternFunctions.Conversations;
using PatternFunctions.Playground;
using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Replies;
using PatternFunctions.Review;
using PatternFunctions.Storage;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Replies.Histories;

/// <summary>
/// The app's features on a real database and the simulated OpenPhone, with everything between them held in the hand:
/// the clock, webhooks, queue messages, and the moment at which the process dies.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    public const string ConfidenceOff =
        "SELECT count(*) FROM decision_patterns p WHERE confidence_score <> 0.50 + (SELECT COALESCE(sum(delta), 0) FROM confidence_events e WHERE e.pattern_id = p.id)";

    public static readonly TimeSpan Takeover = TimeSpan.FromMinutes(10);

    private readonly TestDatabase database;
    private readonly IHost host;
    private Death death;

    private World(TestDatabase database, SimulatedClock clock, OpenPhoneSimulator openPhone, PlantedDefect? defect)
    {
        (this.database, Clock, OpenPhone) = (database, clock, openPhone);
        Psql = NpgsqlDataSource.Create(database.ConnectionString);
        Queues = new HeldQueues(clock);
        Rules = new Rules(Psql, openPhone, clock);
        host = Build();
        Events = new Events(this);
        Send = defect is { Sql: null }
            ? new FaultySender(defect.Name, host.Services, Psql, clock).SendAsync
            : reply => Get<ReplySender>().SendAsync(reply, CancellationToken.None);
    }

    public SimulatedClock Clock { get; }

    public OpenPhoneSimulator OpenPhone { get; }

    public NpgsqlDataSource Psql { get; }

    public HeldQueues Queues { get; }

    public Rules Rules { get; }

    public Events Events { get; }

    /// <summary>What SendReply calls.</summary>
    public Func<OutboundReply, Task> Send { get; }

    public static async Task<World> StartAsync(PlantedDefect? defect)
    {
        var start = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        var clock = new SimulatedClock(start);
        clock.Stop();
        clock.AdvanceTo(start.AddSeconds(1)); // Whole milliseconds, as webhooks have them.
        var openPhone = await OpenPhoneSimulator.StartAsync(
            new OpenPhoneOptions { SlowAnswer = TimeSpan.FromMilliseconds(100) }, clock, CancellationToken.None);
        var world = new World(await TestDatabase.CreateMigratedAsync(), clock, openPhone, defect);
        await world.Get<MigrationRunner>().RunAsync(CancellationToken.None);
        await world.SetUpAsync();
        if (defect?.Sql is { } sql)
        {
            await world.SqlAsync(sql);
        }

        return world;
    }

    public T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    public Task SqlAsync(string sql, params object?[] values) => Psql.Command(sql, values).ExecuteAsync(CancellationToken.None);

    /// <summary>The next call to OpenPhone is where the process dies.</summary>
    public void DieAt(Death at) => death = at;

    public Death TakeDeath()
    {
        var taken = death;
        death = Death.None;
        return taken;
    }

    /// <summary>All that Sweep does.</summary>
    public async Task SweepAsync()
    {
        await Get<ReviewQueue>().ExpireAsync(CancellationToken.None);
        await Get<KillSwitch>().HandOverAsync(CancellationToken.None);
        await Get<LostWork>().AnnounceAsync(CancellationToken.None);
        await Get<Feedback>().ConfirmAsync(CancellationToken.None);
        await Get<LostReplies>().RecoverAsync(CancellationToken.None);
    }

    public Task MakeAutomaticAsync() => SqlAsync("""
        UPDATE decision_patterns
        SET is_active = true, auto_executable = true, requires_confirmation = false, confidence_score = 1
        WHERE trigger_text = ANY ($1)
        """, (object)new[] { Script.Hours, Script.Cards });

    public async ValueTask DisposeAsync()
    {
        host.Dispose();
        await OpenPhone.DisposeAsync();
        await Psql.DisposeAsync();
        await database.DisposeAsync();
    }

    private IHost Build()
    {
        var builder = PatternApp.CreateBuilder(["--port", "0"]);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:ConnectionString"] = database.ConnectionString,
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
            ["OpenPhone:BaseUrl"] = OpenPhone.BaseUrl.ToString(),
            ["OpenPhone:RequestTimeout"] = "00:00:01",
            ["OpenPhone:ApiKey"] = new OpenPhoneOptions().ApiKey,
            ["OpenPhone:WebhookSigningKeys:0"] = TestApp.SigningKey,
        });
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
        builder.Services.Replace(ServiceDescriptor.Singleton<QueueServiceClient>(Queues));
        builder.Services.AddHttpClient(nameof(PatternFunctions.OpenPhone.OpenPhoneClient)).AddHttpMessageHandler(() => new Wire(this));
        builder.Logging.ClearProviders();
        return builder.Build();
    }

    private async Task SetUpAsync()
    {
        foreach (var (question, answer, confidence) in new[]
        {
            (Script.Hours, "We are open 9 to 10 every day.", 0.50m),
            (Script.Cards, "Yes, at the desk and online.", 0.50m),
            (Script.Dog, "Yes {{customer_first_name}}, on a leash.", 0.80m),
            (Script.Park, "Behind the building.", 0.60m),
        })
        {
            await SqlAsync(Functions.Patterns.InsertPattern, question, answer, confidence);
        }

        await SqlAsync("UPDATE decision_patterns SET success_count = 400");
        await SqlAsync("UPDATE pattern_versions SET approved_count = 400");
        await SqlAsync(Functions.Patterns.AddApprover);
        await MakeAutomaticAsync();
        foreach (var (key, value) in new[]
        {
            ("enabled", "true"), ("shadow_mode", "false"), ("auto_max_recent_rejections", "20"), ("takeover_minutes", "10"),
            ("max_auto_replies_per_hour", $"{Rules.OverallCap}"), ("max_auto_replies_per_conversation_per_hour", $"{Rules.ConversationCap}"),
        })
        {
            await SqlAsync("UPDATE pattern_learning_config SET config_value = $2 WHERE config_key = $1", key, value);
        }

        // What OpenPhone takes in a second is no matter here; the time of the test is.
        await SqlAsync("""
            CREATE FUNCTION free_slots() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                NEW.next_at := clock_timestamp() - interval '1 minute';
                RETURN NEW;
            END $$;
            CREATE TRIGGER free_slots BEFORE INSERT OR UPDATE ON request_slots FOR EACH ROW EXECUTE FUNCTION free_slots();
            """);
    }
}
