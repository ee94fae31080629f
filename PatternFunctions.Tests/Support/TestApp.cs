using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using PatternFunctions.Access;
using PatternFunctions.Playground;
using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Storage;
using PatternFunctions.Tests.OpenApi;

namespace PatternFunctions.Tests.Support;

/// <summary>The whole app on its host, with a database, a storage account, a clock and an OpenPhone of its own.</summary>
public sealed class TestApp : IAsyncDisposable
{
    public const string AdminKey = "admin-key-of-the-tests";

    private const string MasterKey = "master-key-of-the-tests";

    public const string SigningKey = "R2ZLM2o0bFhBNVpyUnU2NG9mYXQ1MHNyR3pvSUhIVVg=";

    private readonly TestDatabase database;
    private readonly IHost host;

    private TestApp(TestDatabase database, IHost host, OpenPhoneSimulator openPhone, SimulatedClock clock, RecordedLog log)
    {
        (this.database, this.host, OpenPhone, Clock, Log) = (database, host, openPhone, clock, log);
        Psql = NpgsqlDataSource.Create(database.ConnectionString);
        var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Http = new HttpClient(new Contract(log)) { BaseAddress = new Uri(address) };
        Operator = new HttpClient(new Contract(log)) { BaseAddress = Http.BaseAddress };
        Admin = new HttpClient(new Contract(log)) { BaseAddress = Http.BaseAddress };
        Admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AdminKey);
    }

    public OpenPhoneSimulator OpenPhone { get; }

    public SimulatedClock Clock { get; }

    public RecordedLog Log { get; }

    /// <summary>Without a key.</summary>
    public HttpClient Http { get; }

    /// <summary>With an operator's key.</summary>
    public HttpClient Operator { get; }

    /// <summary>With the admin's key of the settings.</summary>
    public HttpClient Admin { get; }

    public IServiceProvider Services => host.Services;

    /// <summary>A connection beside the app's own, as an admin's psql or an older script has it.</summary>
    public NpgsqlDataSource Psql { get; }

    /// <summary>Enabled, out of shadow mode, and without waiting for more texts.</summary>
    public static async Task<TestApp> StartLiveAsync(params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var app = await StartAsync(settings);
        await app.SetAsync("enabled", "true");
        await app.SetAsync("shadow_mode", "false");
        await app.SetAsync("burst_window_seconds", "0");
        await app.SetAsync("answer_window_seconds", "0");
        await app.SetAsync("auto_send_delay_seconds", "0");
        await app.SetAsync("approved_send_delay_seconds", "0");
        return app;
    }

    /// <summary>As it comes out of the box.</summary>
    public static Task<TestApp> StartAsync(params IEnumerable<KeyValuePair<string, string?>> settings) => StartAsync(storage: null, settings);

    /// <param name="storage">A connection string; null for a storage account of its own.</param>
    public static async Task<TestApp> StartAsync(string? storage, params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var database = await TestDatabase.CreateMigratedAsync();
        storage ??= (await TestStorage.CreateAsync()).ConnectionString;
        var clock = new SimulatedClock(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        var openPhone = await OpenPhoneSimulator.StartAsync(new OpenPhoneOptions(), clock, CancellationToken.None);
        var log = new RecordedLog();

        var builder = PatternApp.CreateBuilder(["--port", "0", .. settings.Select(setting => $"--{setting.Key}={setting.Value}")]);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:ConnectionString"] = database.ConnectionString,
            ["AzureWebJobsStorage"] = storage,
            ["OpenPhone:BaseUrl"] = openPhone.BaseUrl.ToString(),
            ["OpenPhone:RequestTimeout"] = "00:00:02",
            ["OpenPhone:ApiKey"] = new OpenPhoneOptions().ApiKey,
            ["OpenPhone:WebhookSigningKeys:0"] = SigningKey,
            ["Access:AdminKey"] = AdminKey,
            ["LocalHost:MasterKey"] = MasterKey,
            ["AzureFunctionsJobHost:extensions:queues:maxPollingInterval"] = "00:00:00.250",
            ["AzureFunctionsJobHost:extensions:queues:visibilityTimeout"] = "00:00:01",
        });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        builder.Logging.ClearProviders().AddProvider(log);
        var host = builder.Build();
        await host.Services.GetRequiredService<MigrationRunner>().RunAsync(CancellationToken.None);
        await host.StartAsync();

        var app = new TestApp(database, host, openPhone, clock, log);
        openPhone.Subscribe(new WebhookSubscription(new Uri(app.Http.BaseAddress!, "api/openphone/webhook"), WebhookFormat.AppV3, SigningKey));
        app.Operator.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", await app.Services.GetRequiredService<AccessKeys>()
                .CreateAsync("sam", Role.Operator, expiresAt: null, CancellationToken.None));
        return app;
    }

    /// <summary>As an admin would with psql.</summary>
    public Task SetAsync(string key, string value) =>
        SqlAsync("UPDATE pattern_learning_config SET config_value = $2 WHERE config_key = $1", key, value);

    public async Task SqlAsync(string sql, params object?[] values) =>
        await Psql.Command(sql, values).ExecuteAsync(CancellationToken.None);

    public async Task<T?> ScalarAsync<T>(string sql, params object?[] values) =>
        await Psql.Command(sql, values).ScalarAsync<T>(CancellationToken.None);

    /// <summary>As an admin of the host can: it runs at once, not by its schedule.</summary>
    public async Task RunTimerAsync(string function)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"admin/functions/{function}")
        {
            Content = JsonContent.Create(new { input = "" }),
            Headers = { { "x-functions-key", MasterKey } },
        };
        (await Http.SendAsync(request)).EnsureSuccessStatusCode();
    }

    /// <summary>As OpenPhone would, signed now.</summary>
    public Task<HttpResponseMessage> DeliverAsync(string body) =>
        DeliverAsync(body, WebhookSignature.Legacy(SigningKey, Clock.GetUtcNow(), body));

    public async Task<HttpResponseMessage> DeliverAsync(string body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/openphone/webhook")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (signature is not null)
        {
            request.Headers.Add("openphone-signature", signature);
        }

        return await Http.SendAsync(request);
    }

    /// <summary>Until so many events have been processed since the start.</summary>
    public Task ProcessedAsync(long events) => Eventually.HoldsAsync(async () =>
        await ScalarAsync<long>("SELECT coalesce(sum(events), 0)::bigint FROM event_counts") == events);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        Http.Dispose();
        Operator.Dispose();
        Admin.Dispose();
        await OpenPhone.DisposeAsync();
        await Psql.DisposeAsync();
        await database.DisposeAsync();
    }
}
