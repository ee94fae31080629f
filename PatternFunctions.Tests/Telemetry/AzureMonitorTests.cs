using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Telemetry;

/// <summary>What Application Insights is sent: invocations are requests by their function's name, as the alerts ask for them.</summary>
public sealed class AzureMonitorTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<JsonElement> items = [];
    private readonly WebApplication ingestion;

    public AzureMonitorTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        ingestion = builder.Build();
        ingestion.Urls.Add("http://127.0.0.1:0");
        ingestion.MapFallback(TakeAsync);
    }

    public Task InitializeAsync() => ingestion.StartAsync();

    public async Task DisposeAsync() => await ingestion.DisposeAsync();

    [Fact]
    public async Task Requests_and_metrics_have_the_names_that_the_alerts_ask_for()
    {
        await using (var app = await TestApp.StartLiveAsync(KeyValuePair.Create(
            "APPLICATIONINSIGHTS_CONNECTION_STRING",
            (string?)$"InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint={ingestion.Urls.First()}/")))
        {
            app.OpenPhone.CustomerTexts("+15555550153", "What are your hours?");
            await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_history") == 1);
            (await app.DeliverAsync("{}", signature: null)).Dispose();
            await app.RunTimerAsync("DecayConfidence");
            await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM decay_runs") == 1);
        }

        // Everything is sent before the app has ended.
        var requests = Data("Request").Select(request => (Name: request.GetProperty("name").GetString(), Code: request.GetProperty("responseCode").GetString())).ToList();
        Assert.Contains(requests, request => request.Name!.Contains("ReceiveWebhook", StringComparison.Ordinal) && request.Code == "401");
        Assert.Contains(requests, request => request.Name == "MatchMessage");
        Assert.Contains(Data("Request"), request => request.GetProperty("name").GetString() == "DecayConfidence" && request.GetProperty("success").GetBoolean());
        var metrics = Data("Metric").SelectMany(metric => metric.GetProperty("metrics").EnumerateArray().Select(point => point.GetProperty("name").GetString()));
        Assert.Superset(new HashSet<string?> { "patterns.requests", "patterns.decisions", "patterns.dead_letters", "patterns.sends.unknown", "patterns.review.oldest_seconds" }, metrics.ToHashSet());
    }

    private IEnumerable<JsonElement> Data(string type) => items
        .Select(item => item.GetProperty("data"))
        .Where(data => data.GetProperty("baseType").GetString() == $"{type}Data")
        .Select(data => data.GetProperty("baseData"));

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        await using var body = request.Headers.ContentEncoding == "gzip" ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
        using var reader = new StreamReader(body);
        var count = 0;
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.Length > 0)
            {
                items.Enqueue(JsonElement.Parse(line));
                count++;
            }
        }

        return Results.Json(new { itemsReceived = count, itemsAccepted = count, errors = Array.Empty<object>() });
    }
}
