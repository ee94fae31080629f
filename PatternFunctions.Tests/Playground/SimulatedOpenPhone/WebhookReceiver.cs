using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using PatternFunctions.Playground.SimulatedOpenPhone;

namespace PatternFunctions.Tests.Playground.SimulatedOpenPhone;

/// <summary>Keeps what it is sent, and answers 204, or first what it was told to.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly ConcurrentQueue<int> answers;
    private readonly ConcurrentQueue<(IHeaderDictionary Headers, string Body)> webhooks = [];

    private WebhookReceiver(IEnumerable<int> answers)
    {
        this.answers = new ConcurrentQueue<int>(answers);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.Run(ReceiveAsync);
    }

    public IReadOnlyList<(IHeaderDictionary Headers, string Body)> Webhooks => [.. webhooks];

    public static async Task<WebhookReceiver> StartAsync(params IEnumerable<int> answers)
    {
        var receiver = new WebhookReceiver(answers);
        await receiver.server.StartAsync();
        return receiver;
    }

    public WebhookSubscription Subscription(WebhookFormat format) => new(
        new Uri(server.Urls.Single() + "/api/openphone/webhook"),
        format,
        format is WebhookFormat.Versioned ? "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" : "R2ZLM2o0bFhBNVpyUnU2NG9mYXQ1MHNyR3pvSUhIVVg=");

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        webhooks.Enqueue((new HeaderDictionary(context.Request.Headers.ToDictionary()), body));
        context.Response.StatusCode = answers.TryDequeue(out var answer) ? answer : 204;
    }
}
