using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;

namespace PatternFunctions.Benchmarks.Pipeline;

/// <summary>Connections, round the given addresses, that each send the next text as soon as the last one is answered.</summary>
internal sealed class Customers(IReadOnlyList<Uri> addresses, int connections) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { MaxConnectionsPerServer = connections });

    /// <returns>In order; the milliseconds from each request to its answer.</returns>
    public Task<List<double>> SendAsync(long fromNumber, int count, int patterns, CancellationToken cancellationToken) =>
        SendAsync(fromNumber, count, patterns, room: null, cancellationToken);

    /// <param name="room">Each text waits for its place; the caller gives it back.</param>
    public async Task<List<double>> SendAsync(long fromNumber, int count, int patterns, SemaphoreSlim? room, CancellationToken cancellationToken)
    {
        // Signed before the watch starts: OpenPhone does that, not we.
        var texts = new ConcurrentQueue<(int Number, SignedText Text)>(
            Enumerable.Range(0, count).Select(number => (number, CustomerTexts.Make(fromNumber + number, patterns))));
        var latencies = new ConcurrentBag<double>();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ =>
        {
            while (texts.TryDequeue(out var next))
            {
                await (room?.WaitAsync(cancellationToken) ?? Task.CompletedTask);
                var began = Stopwatch.GetTimestamp();
                await SendAsync(addresses[next.Number % addresses.Count], next.Text, cancellationToken);
                latencies.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }));
        return [.. latencies.Order()];
    }

    /// <summary>Again, as OpenPhone does, while the app says that its storage does not answer.</summary>
    public async Task SendAsync(Uri address, SignedText text, CancellationToken cancellationToken)
    {
        while (!await TrySendAsync(address, text, cancellationToken))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }
    }

    public void Dispose() => client.Dispose();

    private async Task<bool> TrySendAsync(Uri address, SignedText text, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(text.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("openphone-signature", text.Signature);
        using var answer = await client.SendAsync(request, cancellationToken);
        return answer.StatusCode is not HttpStatusCode.ServiceUnavailable && answer.EnsureSuccessStatusCode().IsSuccessStatusCode;
    }
}
