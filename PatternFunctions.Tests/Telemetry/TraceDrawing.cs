using System.Globalization;
using System.Text;

namespace PatternFunctions.Tests.Telemetry;

/// <summary>One trace for people: who called whom, when, and for how long. What the database did is added up.</summary>
internal static class TraceDrawing
{
    private const string Database = "Npgsql";

    public static string Of(IReadOnlyCollection<Span> trace)
    {
        var drawing = new StringBuilder();
        var root = trace.MinBy(span => span.Start)!;
        Draw(root, "");
        return drawing.ToString();

        void Draw(Span span, string indent)
        {
            var children = trace.Where(child => child.ParentId == span.Id).OrderBy(child => child.Start).ToList();
            var queries = children.Where(child => child.Source == Database).ToList();
            var said = span.Attributes
                .Where(attribute => attribute.Key.StartsWith("patterns.", StringComparison.Ordinal) || attribute.Key is "http.response.status_code")
                .Select(attribute => $"{attribute.Key.Replace("patterns.", "", StringComparison.Ordinal)}={attribute.Value}");
            var path = span.Attributes.TryGetValue("url.full", out var url) ? $" {new Uri(url).AbsolutePath}" : "";
            drawing.AppendLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Milliseconds(span.Start - root.Start),8} {Milliseconds(span.Duration),8}  {indent}{span.Name}{path}  {string.Join(' ', said)}").TrimEnd());
            if (queries.Count > 0)
            {
                drawing.AppendLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Milliseconds(queries[0].Start - root.Start),8} {Milliseconds(queries.Aggregate(TimeSpan.Zero, (sum, query) => sum + query.Duration)),8}  {indent}   {queries.Count} queries"));
            }

            foreach (var child in children.Except(queries))
            {
                Draw(child, indent + "   ");
            }
        }
    }

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);
}
