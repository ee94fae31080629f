using System.Globalization;

namespace PatternFunctions.Tests.Telemetry;

// Field numbers as in https://github.com/open-telemetry/opentelemetry-proto.

internal sealed record Span(
    string Source, string TraceId, string Id, string ParentId, string Name, int Kind, DateTime Start, TimeSpan Duration, bool HasFailed,
    IReadOnlyList<string> LinkedTraces, IReadOnlyDictionary<string, string> Attributes)
{
    public static Span Read(string source, ProtoMessage span) => new(
        source, span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5), (int)span.Number(6), DateTime.UnixEpoch.AddTicks((long)span.Number(7) / 100),
        TimeSpan.FromTicks((long)(span.Number(8) - span.Number(7)) / 100), span.Messages(15).Any(status => status.Number(3) == 2),
        [.. span.Messages(13).Select(link => link.Hex(1))], Exported.Attributes(span, 9));
}

internal sealed record LogRecord(string Category, string Body, string EventName, string TraceId, IReadOnlyDictionary<string, string> Attributes)
{
    public static LogRecord Read(string category, ProtoMessage record) => new(
        category, record.Messages(5).FirstOrDefault()?.Text(1) ?? "", record.Text(12), record.Hex(9), Exported.Attributes(record, 6));
}

/// <param name="Value">Of a histogram: how many values it has seen.</param>
internal sealed record MetricPoint(string Name, double Value, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>Gauge, sum, histogram.</summary>
    private static readonly int[] Kinds = [5, 7, 9];

    public static IEnumerable<MetricPoint> Read(string meter, ProtoMessage metric) =>
        from kind in Kinds
        from data in metric.Messages(kind)
        from point in data.Messages(1)
        select new MetricPoint(
            metric.Text(1),
            kind is 9 || !point.Has(4) ? kind is 9 ? point.Number(4) : (long)point.Number(6) : BitConverter.UInt64BitsToDouble(point.Number(4)),
            Exported.Attributes(point, kind is 9 ? 9 : 7));
}

internal static class Exported
{
    public static IReadOnlyDictionary<string, string> Attributes(ProtoMessage owner, int field) =>
        owner.Messages(field).ToDictionary(pair => pair.Text(1), pair => Value(pair.Messages(2).Single()));

    private static string Value(ProtoMessage any) =>
        any.Has(2) ? (any.Number(2) == 1).ToString(CultureInfo.InvariantCulture)
        : any.Has(3) ? ((long)any.Number(3)).ToString(CultureInfo.InvariantCulture)
        : any.Has(4) ? BitConverter.UInt64BitsToDouble(any.Number(4)).ToString(CultureInfo.InvariantCulture)
        : any.Text(1);
}
