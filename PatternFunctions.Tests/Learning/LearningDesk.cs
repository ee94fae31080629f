using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PatternFunctions.Learning;
using PatternFunctions.Patterns;
using PatternFunctions.Playground;
using PatternFunctions.Settings;
using PatternFunctions.Storage;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Learning;

/// <summary>All that makes patterns of examples, on a database of its own, without triggers and queues.</summary>
public sealed class LearningDesk : IAsyncLifetime
{
    private readonly List<NpgsqlDataSource> instances = [];
    private TestDatabase database = null!;
    private IHost host = null!;
    private IHostedService refresh = null!;
    private int messages;

    public SimulatedClock Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public PatternIndex Index => host.Services.GetRequiredService<PatternIndex>();

    /// <summary>As psql has it.</summary>
    public NpgsqlDataSource Psql { get; private set; } = null!;

    public ExampleLearner Learner { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateMigratedAsync();
        Psql = NewInstance();
        var builder = PatternApp.CreateBuilder([]);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:ConnectionString"] = database.ConnectionString,
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
        });
        builder.Logging.ClearProviders();
        host = builder.Build();
        await host.Services.GetRequiredService<MigrationRunner>().RunAsync(CancellationToken.None);
        refresh = host.Services.GetServices<IHostedService>().OfType<PatternIndexRefresh>().Single();
        await refresh.StartAsync(CancellationToken.None);
        Learner = NewLearner();
    }

    public async Task DisposeAsync()
    {
        await refresh.StopAsync(CancellationToken.None);
        host.Dispose();
        foreach (var instance in instances)
        {
            await instance.DisposeAsync();
        }

        await database.DisposeAsync();
    }

    /// <summary>Of another instance of the app, with connections of its own; all see one index.</summary>
    public ExampleLearner NewLearner(IReplyAnalyser? analyser = null)
    {
        var dataSource = NewInstance();
        return new ExampleLearner(
            new ExampleStore(dataSource, Clock), new LearnedPatterns(dataSource, Clock), new NearDuplicates(dataSource, Index),
            new VersionProposals(dataSource, Clock), analyser ?? new RuleBasedAnalyser(), NullLogger<ExampleLearner>.Instance);
    }

    /// <summary>A question of a customer and its answer, which wait to be learned from.</summary>
    public async Task<LearningExample> AddAsync(string question, string answer, string customer = "+15555550100", string user = "USsam")
    {
        var number = Interlocked.Increment(ref messages);
        var now = Clock.GetUtcNow();
        var conversation = await Psql.Command("""
            INSERT INTO conversations (phone_number_id, participants, customer_phone, created_at)
            VALUES ('PN1', $1, $1, $2)
            ON CONFLICT (phone_number_id, participants) DO UPDATE SET customer_phone = EXCLUDED.customer_phone
            RETURNING id
            """, customer, now).ScalarAsync<long>(CancellationToken.None);
        await Psql.Command("""
            INSERT INTO pattern_learning_examples
                (customer_message, operator_response, pattern_signature, weight, source, status, conversation_id, question_message_id,
                 answer_message_id, operator, next_attempt_at, created_at)
            VALUES ($1, $2, '', $3, 'live', 'waiting', $4, $5, $6, $7, $8, $8)
            """, question, answer, (decimal)ExampleQuality.Of(question, answer).Weight, conversation, $"Q{number}", $"A{number}", user, now)
            .ExecuteAsync(CancellationToken.None);
        return (await new ExampleStore(Psql, Clock).ClaimAsync($"A{number}", CancellationToken.None))!;
    }

    /// <returns>The example's status, with the reason if there is one.</returns>
    public async Task<string> LearnAsync(string question, string answer, string customer = "+15555550100", string user = "USsam")
    {
        var example = await AddAsync(question, answer, customer, user);
        await Learner.LearnAsync(example, await ConfigAsync(), CancellationToken.None);
        return await StatusAsync(example);
    }

    public async Task<string> StatusAsync(LearningExample example) =>
        await ScalarAsync<string>("SELECT concat_ws(': ', status, reason) FROM pattern_learning_examples WHERE id = $1", example.Id) ?? "";

    public Task<LearningConfig> ConfigAsync() => new ConfigStore(Psql).ReadAsync(CancellationToken.None);

    public Task<T?> ScalarAsync<T>(string sql, params object?[] values) => Psql.Command(sql, values).ScalarAsync<T>(CancellationToken.None);

    public Task SqlAsync(string sql, params object?[] values) => Psql.Command(sql, values).ExecuteAsync(CancellationToken.None);

    public Task SetAsync(string key, string value) =>
        SqlAsync("UPDATE pattern_learning_config SET config_value = $2 WHERE config_key = $1", key, value);

    /// <summary>Until the index knows the very words.</summary>
    public Task IndexedAsync(string question) => Eventually.HoldsAsync(async () =>
        await Index.MatchAsync(question, count: 1, CancellationToken.None) is { Candidates: [{ Similarity: > 0.99 }] });

    private NpgsqlDataSource NewInstance()
    {
        var builder = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Options = "-c patterns.writer=app" };
        instances.Add(NpgsqlDataSource.Create(builder.ConnectionString));
        return instances[^1];
    }
}
