using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace PatternFunctions.Tests.Telemetry;

/// <summary>Who takes telemetry by OTLP, in this process: everything that is exported, as it came over the wire and read.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication web;
    private readonly ConcurrentQueue<(string Signal, byte[] Body)> received = [];

    private OtlpReceiver(WebApplication web) => this.web = web;

    /// <summary>With which the app exports here, and soon.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = web.Urls.First(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        // A source of spans is the process's: those of other tests' apps come, too, and none may be dropped for them.
        ["OTEL_BSP_MAX_QUEUE_SIZE"] = "100000",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "100",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
    };

    public IEnumerable<byte[]> Bodies => received.Select(export => export.Body);

    public IEnumerable<Span> Spans => Read("traces", 2, Span.Read);

    public IEnumerable<MetricPoint> Metrics => Read("metrics", 2, MetricPoint.Read).SelectMany(points => points);

    public IEnumerable<LogRecord> Logs => Read("logs", 2, LogRecord.Read);

    /// <summary>Everything in words that spans, metrics and logs say.</summary>
    public IEnumerable<string> Texts =>
    [
        .. Spans.SelectMany(span => span.Attributes.Values.Append(span.Name)),
        .. Metrics.SelectMany(point => point.Attributes.Values.Append(point.Name)),
        .. Logs.SelectMany(record => record.Attributes.Values.Append(record.Body)),
    ];

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var web = builder.Build();
        var receiver = new OtlpReceiver(web);
        web.Urls.Add("http://127.0.0.1:0");
        web.MapPost("/v1/{signal}", receiver.TakeAsync);
        await web.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync() => await web.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        received.Enqueue(((string)http.GetRouteValue("signal")!, body.ToArray()));
        http.Response.ContentType = "application/x-protobuf";
    }

    // Resource…, scope… and the thing itself: the three signals are built alike.
    private IEnumerable<T> Read<T>(string signal, int field, Func<string, ProtoMessage, T> read) =>
        from export in received
        where export.Signal == signal
        from resource in new ProtoMessage(export.Body).Messages(1)
        from scope in resource.Messages(2)
        let name = scope.Messages(1).FirstOrDefault()?.Text(1) ?? ""
        from item in scope.Messages(field)
        select read(name, item);
}
