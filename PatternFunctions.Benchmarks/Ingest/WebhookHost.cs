using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PatternFunctions.LocalHost;

namespace PatternFunctions.Benchmarks.Ingest;

/// <summary>The app with its webhook alone: what is enqueued stays there, as it does with the endpoint beside it.</summary>
internal sealed class WebhookHost : IAsyncDisposable
{
    private readonly IHost host;

    private WebhookHost(IHost host) => this.host = host;

    public Uri Address => new(host.GetBaseAddress(), "api/openphone/webhook");

    public static async Task<WebhookHost> StartAsync(string storage, CancellationToken cancellationToken)
    {
        var builder = PatternApp.CreateBuilder(["--port", "0"]);
        var others = FunctionCatalog.Read(typeof(PatternApp).Assembly).Where(function => function.Trigger is not TriggerKind.Http);
        builder.Configuration.AddInMemoryCollection(
        [
            .. others.Select(function => KeyValuePair.Create($"AzureWebJobs.{function.Name}.Disabled", (string?)"true")),
            KeyValuePair.Create("AzureWebJobsStorage", (string?)storage),
            KeyValuePair.Create("OpenPhone:ApiKey", (string?)"none"),
            KeyValuePair.Create("OpenPhone:WebhookSigningKeys:0", (string?)SignedSample.LegacyKey),
            // What one address may send, is many times less than what is sent here.
            KeyValuePair.Create("Access:Sources:Burst", (string?)"1000000"),
            KeyValuePair.Create("Access:Sources:Refill", (string?)"1000000"),
            // Nothing here asks it anything.
            KeyValuePair.Create("Database:ConnectionString", (string?)"Host=127.0.0.1;Port=1"),
        ]);
        builder.Logging.ClearProviders();
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return new WebhookHost(host);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
