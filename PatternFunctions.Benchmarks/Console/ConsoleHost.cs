using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using PatternFunctions.Access;
using PatternFunctions.LocalHost;
using PatternFunctions.Patterns;
using PatternFunctions.Storage;

namespace PatternFunctions.Benchmarks.WebConsole;

/// <summary>The app with its console alone, an admin who is signed in, and an ear at the database: what is asked there can be asked again without a page.</summary>
internal sealed class ConsoleHost : IAsyncDisposable
{
    private const string AdminKey = "admin-key-of-the-benchmark";

    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(5);

    private readonly IHost host;
    private readonly ActivityListener listener = new()
    {
        ShouldListenTo = source => source.Name is "Npgsql",
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
    };

    private ConsoleHost(IHost host)
    {
        this.host = host;
        Http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), AutomaticDecompression = DecompressionMethods.None })
        {
            BaseAddress = new Uri(host.GetBaseAddress(), "console/"),
        };
    }

    public HttpClient Http { get; }

    /// <summary>The app's own.</summary>
    public NpgsqlDataSource Data => host.Services.GetRequiredService<NpgsqlDataSource>();

    /// <param name="database">With its schema.</param>
    /// <param name="storage">Never asked for anything.</param>
    /// <param name="ear">Hears every command while it listens.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<ConsoleHost> StartAsync(string database, string storage, CommandEar ear, CancellationToken cancellationToken)
    {
        var builder = PatternApp.CreateBuilder(["--port", "0"]);
        var others = FunctionCatalog.Read(typeof(PatternApp).Assembly).Where(function => function.Trigger is not TriggerKind.Http);
        builder.Configuration.AddInMemoryCollection(
        [
            .. others.Select(function => KeyValuePair.Create($"AzureWebJobs.{function.Name}.Disabled", (string?)"true")),
            KeyValuePair.Create("AzureWebJobsStorage", (string?)storage),
            KeyValuePair.Create("OpenPhone:WebhookSigningKeys:0", (string?)"R2ZLM2o0bFhBNVpyUnU2NG9mYXQ1MHNyR3pvSUhIVVg="),
            KeyValuePair.Create("OpenPhone:ApiKey", (string?)"none"),
            KeyValuePair.Create("Access:AdminKey", (string?)AdminKey),
            // Many times what a person does.
            KeyValuePair.Create("Access:Callers:Burst", (string?)"1000000"),
            KeyValuePair.Create("Access:Sources:Burst", (string?)"1000000"),
            KeyValuePair.Create("Database:ConnectionString", (string?)database),
        ]);
        builder.Services.Replace(ServiceDescriptor.Singleton(services =>
        {
            var source = Database.CreateBuilder(services);
            source.ConfigureTracing(tracing => tracing
                .ConfigureCommandEnrichmentCallback((_, command) => ear.Hear(command))
                .ConfigureBatchEnrichmentCallback((_, batch) => ear.Hear(batch)));
            return source.Build();
        }));
        builder.Logging.ClearProviders();
        var app = builder.Build();
        await app.StartAsync(cancellationToken);
        var host = new ConsoleHost(app);
        ActivitySource.AddActivityListener(host.listener);
        var code = await host.host.Services.GetRequiredService<ConsoleSessions>().CreateLinkAsync(AdminKey, cancellationToken);
        (await host.Http.GetAsync($"enter/{code}", cancellationToken)).EnsureSuccessStatusCode();
        await host.RestAsync(cancellationToken);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await host.StopAsync();
        host.Dispose();
        listener.Dispose();
    }

    /// <summary>After a start all wordings are encoded, and matching is fitted to them, with every processor that there is.</summary>
    private async Task RestAsync(CancellationToken cancellationToken)
    {
        await host.Services.GetRequiredService<PatternIndex>().Loaded.WaitAsync(cancellationToken);
        TimeSpan before;
        do
        {
            before = Environment.CpuUsage.TotalTime;
            await Task.Delay(Glance, cancellationToken);
        }
        while (Environment.CpuUsage.TotalTime - before > Glance / 10);
    }
}
