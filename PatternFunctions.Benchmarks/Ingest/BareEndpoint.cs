using Azure.Storage.Queues;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace PatternFunctions.Benchmarks.Ingest;

/// <summary>The least that a webhook can do: read the body, enqueue it, answer.</summary>
internal sealed class BareEndpoint : IAsyncDisposable
{
    private readonly WebApplication server;

    private BareEndpoint(WebApplication server) => this.server = server;

    public Uri Address => new(server.Urls.Single());

    public static async Task<BareEndpoint> StartAsync(string storage, CancellationToken cancellationToken)
    {
        var queue = new QueueClient(storage, "bare-endpoint", new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.Run(async context =>
        {
            var body = await BinaryData.FromStreamAsync(context.Request.Body, context.RequestAborted);
            await queue.SendMessageAsync(body, cancellationToken: context.RequestAborted);
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        });
        await server.StartAsync(cancellationToken);
        return new BareEndpoint(server);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
