using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PatternFunctions.LocalHost;

namespace PatternFunctions.Benchmarks.Pipeline;

/// <summary>One instance of the app: with the storage's queues, or with a direct call in their place. Its timers rest.</summary>
internal sealed class PipelineHost : IAsyncDisposable
{
    private readonly IHost host;

    private PipelineHost(IHost host) => this.host = host;

    public Uri Webhook => new(host.GetBaseAddress(), "api/openphone/webhook");

    public T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    /// <param name="storage">A connection string; null for the direct call.</param>
    public static async Task<PipelineHost> StartAsync(string database, string? storage, CancellationToken cancellationToken)
    {
        var builder = PatternApp.CreateBuilder(["--port", "0"]);
        var resting = FunctionCatalog.Read(typeof(PatternApp).Assembly)
            .Where(function => function.Trigger is TriggerKind.Timer || (function.Trigger is TriggerKind.Queue && storage is null));
        builder.Configuration.AddInMemoryCollection(
        [
            .. resting.Select(function => KeyValuePair.Create($"AzureWebJobs.{function.Name}.Disabled", (string?)"true")),
            KeyValuePair.Create("AzureWebJobsStorage", (string?)(storage ?? "UseDevelopmentStorage=true")),
            KeyValuePair.Create("OpenPhone:ApiKey", (string?)"none"),
            KeyValuePair.Create("OpenPhone:BaseUrl", (string?)"http://127.0.0.1:1"),
            KeyValuePair.Create("OpenPhone:WebhookSigningKeys:0", (string?)CustomerTexts.SigningKey),
            // What one address may send, is many times less than what is sent here.
            KeyValuePair.Create("Access:Sources:Burst", (string?)"100000000"),
            KeyValuePair.Create("Access:Sources:Refill", (string?)"100000000"),
            KeyValuePair.Create("Database:ConnectionString", (string?)database),
        ]);
        builder.Logging.ClearProviders();
        var direct = new DirectQueues();
        if (storage is null)
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<QueueServiceClient>(direct));
        }

        var host = builder.Build();
        direct.Services = host.Services;
        await host.StartAsync(cancellationToken);
        return new PipelineHost(host);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
