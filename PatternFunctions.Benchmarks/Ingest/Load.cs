using System.Diagnostics;
using System.Net.Http.Headers;

namespace PatternFunctions.Benchmarks.Ingest;

/// <summary>Connections that each send the next request as soon as the last one is answered.</summary>
internal sealed class Load(Uri address, SignedSample sample, int connections) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { MaxConnectionsPerServer = connections });
    private readonly List<double> milliseconds = [];
    private double seconds;

    public double Rate => milliseconds.Count / seconds;

    /// <returns>In milliseconds.</returns>
    public double Percentile(double share) => milliseconds.Order().ElementAt((int)(share * (milliseconds.Count - 1)));

    public void Forget()
    {
        milliseconds.Clear();
        seconds = 0;
    }

    public async Task RunAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var parts = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => SendAsync(began, time, cancellationToken)));
        milliseconds.AddRange(parts.SelectMany(part => part));
        seconds += Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    public void Dispose() => client.Dispose();

    private async Task<List<double>> SendAsync(long began, TimeSpan time, CancellationToken cancellationToken)
    {
        List<double> latencies = [];
        while (Stopwatch.GetElapsedTime(began) < time)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(sample.Body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Add("openphone-signature", sample.Headers.OpenPhoneSignature);
            var sent = Stopwatch.GetTimestamp();
            using var answer = await client.SendAsync(request, cancellationToken);
            answer.EnsureSuccessStatusCode();
            latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }

        return latencies;
    }
}
