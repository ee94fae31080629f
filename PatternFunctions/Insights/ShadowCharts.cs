using System.Globalization;
using System.Net;
using System.Text;

namespace PatternFunctions.Insights;

/// <summary>The report's charts as SVG, without scripts: readable in a mail, on paper, and in ten years.</summary>
internal static class ShadowCharts
{
    private const int Width = 640;
    private const int Height = 300;
    private const int Left = 56;
    private const int Bottom = 44;
    private const int Top = 14;
    private const int Right = 14;

    private static readonly Dictionary<string, (string Colour, string Label)> Looks = new()
    {
        ["auto"] = ("#1b7f5a", "answered by itself"),
        ["suggest"] = ("#3b78c4", "suggested, one click"),
        ["queue"] = ("#c9a227", "queued for approval"),
        ["shadow"] = ("#b9bec6", "left to people"),
    };

    /// <summary>All questions as one bar.</summary>
    public static string Tiers(IReadOnlyList<ShadowTier> tiers)
    {
        var svg = Open(Width, 96, "What would have become of the questions");
        double x = 0;
        var legend = 0;
        foreach (var tier in tiers)
        {
            var (colour, label) = Looks[tier.Name];
            var width = tier.Share * Width;
            Add(svg, $"""<rect x="{x:0.##}" y="0" width="{width:0.##}" height="40" fill="{colour}"/>""");
            if (width > 44)
            {
                Add(svg, $"""<text x="{x + (width / 2):0.##}" y="25" text-anchor="middle" fill="{(tier.Name is "shadow" or "queue" ? "#222" : "#fff")}">{tier.Share * 100:0.#} %</text>""");
            }

            Add(svg, $"""<rect x="{legend % 2 * 320}" y="{54 + (legend / 2 * 22)}" width="12" height="12" fill="{colour}"/><text x="{(legend % 2 * 320) + 18}" y="{64 + (legend / 2 * 22)}">{label}: {tier.Questions}</text>""");
            x += width;
            legend++;
        }

        return svg.Append("</svg>").ToString();
    }

    /// <summary>How much would be answered, and how much of it wrongly, for each threshold.</summary>
    public static string Curve(IReadOnlyList<ShadowThreshold> curve, ShadowGuarantee guarantee)
    {
        var svg = Open(Width, Height, "Coverage and risk by threshold");
        Axes(svg, "threshold of the decision's confidence", "share");
        Add(svg, $"""<polyline fill="none" stroke="#3b78c4" stroke-width="2.5" points="{Points(curve.Select(point => (point.Threshold, point.Coverage)))}"/>""");
        Add(svg, $"""<polyline fill="none" stroke="#c2410c" stroke-width="2.5" points="{Points(curve.Select(point => (point.Threshold, point.Risk)))}"/>""");
        Add(svg, $"""<polyline fill="none" stroke="#c2410c" stroke-width="1" stroke-dasharray="4 4" points="{Points(curve.Select(point => (point.Threshold, point.RiskUpperBound)))}"/>""");
        Add(svg, $"""<line x1="{X(0):0.##}" x2="{X(1):0.##}" y1="{Y(guarantee.Risk):0.##}" y2="{Y(guarantee.Risk):0.##}" stroke="#666" stroke-dasharray="2 4"/><text x="{X(0) + 6:0.##}" y="{Y(guarantee.Risk) - 5:0.##}" fill="#666">tolerated: {guarantee.Risk * 100:0.#} %</text>""");
        if (guarantee.Threshold is { } threshold)
        {
            Add(svg, $"""<line x1="{X(threshold):0.##}" x2="{X(threshold):0.##}" y1="{Y(0):0.##}" y2="{Y(1):0.##}" stroke="#1b7f5a" stroke-width="2"/><text x="{X(threshold) - 6:0.##}" y="{Y(1) + 26:0.##}" text-anchor="end" fill="#1b7f5a">proved from {threshold:0.00}</text>""");
        }

        Add(svg, $"""<text x="{X(1) - 6:0.##}" y="{Y(1) + 10:0.##}" text-anchor="end"><tspan fill="#3b78c4">coverage</tspan> · <tspan fill="#c2410c">wrong (dashed: with 95 % confidence at most)</tspan></text>""");
        return svg.Append("</svg>").ToString();
    }

    /// <summary>What was promised against what came true.</summary>
    public static string Calibration(ShadowCalibration calibration)
    {
        var svg = Open(Width, Height, "Match probability and what was right");
        Axes(svg, "probability", "right");
        Add(svg, $"""<line x1="{X(0):0.##}" y1="{Y(0):0.##}" x2="{X(1):0.##}" y2="{Y(1):0.##}" stroke="#999" stroke-dasharray="3 4"/>""");
        var most = calibration.Bins.Max(bin => bin.Count);
        foreach (var bin in calibration.Bins)
        {
            var radius = 3 + (9 * Math.Sqrt(bin.Count / (double)most));
            Add(svg, $"""<circle cx="{X(bin.Default):0.##}" cy="{Y(bin.Right):0.##}" r="{radius:0.##}" fill="none" stroke="#c2410c" stroke-width="1.5"/><circle cx="{X(bin.Fitted):0.##}" cy="{Y(bin.Right):0.##}" r="{radius:0.##}" fill="#3b78c4" fill-opacity="0.7"/>""");
        }

        Add(svg, $"""<text x="{X(0) + 8:0.##}" y="{Y(1) + 10:0.##}"><tspan fill="#3b78c4">fitted here</tspan> · <tspan fill="#c2410c">as it is</tspan></text>""");
        return svg.Append("</svg>").ToString();
    }

    /// <summary>The answers that each pattern would have spared.</summary>
    public static string Patterns(IReadOnlyList<ShadowPattern> patterns)
    {
        const int row = 40;
        var svg = Open(Width, (patterns.Count * row) + 4, "The most valuable patterns");
        var most = patterns.Max(pattern => pattern.Judged);
        for (var place = 0; place < patterns.Count; place++)
        {
            var pattern = patterns[place];
            var (y, scale) = (place * row, (Width - 96.0) / most);
            Add(svg, $"""<text x="0" y="{y + 13}">{WebUtility.HtmlEncode(Short(pattern.Question, 78))}</text><rect x="0" y="{y + 18}" width="{pattern.Judged * scale:0.##}" height="14" fill="#e4c4b4"/><rect x="0" y="{y + 18}" width="{pattern.Agreed * scale:0.##}" height="14" fill="#1b7f5a"/><text x="{(pattern.Judged * scale) + 6:0.##}" y="{y + 30}">{pattern.Agreed} of {pattern.Judged}</text>""");
        }

        return svg.Append("</svg>").ToString();
    }

    public static string Short(string text, int most)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= most ? line : $"{line[..(char.IsHighSurrogate(line[most - 2]) ? most - 2 : most - 1)]}…";
    }

    private static void Axes(StringBuilder svg, string horizontal, string vertical)
    {
        for (var tick = 0; tick <= 10; tick += 2)
        {
            var value = tick / 10.0;
            Add(svg, $"""<line x1="{X(0):0.##}" x2="{X(1):0.##}" y1="{Y(value):0.##}" y2="{Y(value):0.##}" stroke="#e5e7eb"/><text x="{X(0) - 8:0.##}" y="{Y(value) + 4:0.##}" text-anchor="end">{value * 100:0} %</text><text x="{X(value):0.##}" y="{Height - Bottom + 18}" text-anchor="middle">{value:0.0}</text>""");
        }

        Add(svg, $"""<text x="{(X(0) + X(1)) / 2:0.##}" y="{Height - 6}" text-anchor="middle" fill="#555">{horizontal}</text><title>{vertical}</title>""");
    }

    private static double X(double value) => Left + (value * (Width - Left - Right));

    private static double Y(double value) => Height - Bottom - (value * (Height - Bottom - Top));

    private static string Points(IEnumerable<(double X, double Y)> points) =>
        string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.X):0.##},{Y(point.Y):0.##}")));

    private static StringBuilder Open(int width, int height, string label) => Add(
        new StringBuilder(), $"""<svg viewBox="0 0 {width} {height}" role="img" aria-label="{label}" xmlns="http://www.w3.org/2000/svg" font-family="system-ui, sans-serif" font-size="13" fill="#222">""");

    private static StringBuilder Add(StringBuilder svg, FormattableString markup) => svg.Append(markup.ToString(CultureInfo.InvariantCulture));
}
