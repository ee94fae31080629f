using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Functions;

/// <summary>What is not in the queue is not acknowledged: OpenPhone keeps it and sends it again.</summary>
public sealed class StorageOutageTests
{
    [Fact]
    public Task A_storage_that_nobody_serves() => RefusedAsync(listener => listener.Stop());

    [Fact]
    public Task A_storage_that_takes_connections_and_never_answers() => RefusedAsync(_ => { });

    private static async Task RefusedAsync(Action<TcpListener> fail)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        fail(listener);
        await using var app = await TestApp.StartAsync(
            $"DefaultEndpointsProtocol=http;AccountName=gone;AccountKey=Z29uZQ==;BlobEndpoint=http://127.0.0.1:{port}/gone;QueueEndpoint=http://127.0.0.1:{port}/gone;TableEndpoint=http://127.0.0.1:{port}/gone;",
            // Whoever asks such a storage for work waits for its answer.
            KeyValuePair.Create("shutdownTimeoutSeconds", (string?)"2"));
        string[] texts = ["hi", new string('x', 100_000)];
        foreach (var answer in await Task.WhenAll(texts.Select(text => app.DeliverAsync(Event.Incoming("AC1", "+15555550132", text, app.Clock.GetUtcNow())))))
        {
            using var _ = answer;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(30), answer.Headers.RetryAfter?.Delta);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }
    }
}
