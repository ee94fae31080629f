using System.Globalization;
using System.Net;
using System.Text;

namespace PatternFunctions.Insights;

/// <summary>The report as one HTML file that needs nothing else: no script, no font, no picture from elsewhere.</summary>
public static class ShadowPage
{
    private const string Style = """
        body{font:16px/1.5 system-ui,sans-serif;color:#222;margin:0 auto;max-width:760px;padding:24px}
        h1{font-size:26px;line-height:1.25}h2{font-size:19px;margin:36px 0 8px}p.note{color:#555;font-size:14px}
        ul.findings{padding-left:20px}ul.findings li{margin:6px 0}
        table{border-collapse:collapse;width:100%;font-size:14px}th,td{text-align:left;padding:6px 8px;border-bottom:1px solid #e5e7eb;vertical-align:top}
        td.n,th.n{text-align:right;white-space:nowrap}svg{width:100%;height:auto;margin:8px 0}
        article{border:1px solid #e5e7eb;border-radius:8px;padding:10px 14px;margin:10px 0;font-size:14px}
        article p{margin:4px 0;white-space:pre-line;overflow-wrap:anywhere}article b{color:#555;font-weight:600}
        @media print{body{max-width:none}article,tr{break-inside:avoid}}
        """;

    public static string Render(ShadowReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var html = new StringBuilder();
        Add(html, $"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>What would it have done?</title><style>{Style}</style></head><body>""");
        Add(html, $"""<h1>What would it have done?</h1><p class="note">{Subtitle(report)}</p><ul class="findings">""");
        foreach (var finding in report.Findings)
        {
            Add(html, $"<li>{Text(finding)}</li>");
        }

        Add(html, $"</ul><h2>Where questions would have gone</h2>{ShadowCharts.Tiers(report.Tiers)}");
        TierTable(html, [.. report.Tiers, .. report.Matches]);
        if (report.Curve.Count > 0)
        {
            Add(html, $"""<h2>How sure it should be</h2><p class="note">Answering from a lower confidence on covers more questions and gets more of them wrong. Where the line is proved, the share of wrong answers stays below the tolerated one with 95 % confidence; before, automatic answers should stay shut.</p>{ShadowCharts.Curve(report.Curve, report.Guarantee)}""");
        }

        if (report.MostValuable.Count > 0)
        {
            Add(html, $"""<h2>The most valuable patterns</h2><p class="note">Green: it would have said what your people said. Pale: something else.</p>{ShadowCharts.Patterns(report.MostValuable)}""");
        }

        if (report.Calibration is { } calibration)
        {
            Add(html, $"""<h2>Are its probabilities true?</h2><p class="note">On the line: of what it calls 80 % sure, 80 % is right. Mean error as it is {Percent(calibration.DefaultError)}, fitted on your own history {Percent(calibration.FittedError)} ({calibration.Outcomes} matches by similarity).</p>{ShadowCharts.Calibration(calibration)}""");
        }

        Examples(html, "The worst disagreements", "The surest of its answers with which your people did not agree.", report.WorstDisagreements);
        Examples(html, "A sample to judge yourself", "Whether two answers say the same is found by their words. Look for yourself whether it is found rightly.", report.Sample);
        Patterns(html, report.Patterns);
        return html.Append("</body></html>\n").ToString();
    }

    private static string Subtitle(ShadowReport report)
    {
        var span = report is { From: { } from, Until: { } until }
            ? string.Create(CultureInfo.InvariantCulture, $"{from:d MMMM yyyy} to {until:d MMMM yyyy} (UTC). ")
            : "";
        return span + (report.Source is "history"
            ? string.Create(CultureInfo.InvariantCulture, $"Your history, played again: it learned from the first {report.LearnedFrom} answered questions, and here is what it would have done with the next {report.Questions}. Assumed is that you let every pattern answer by itself as soon as its gates hold, and that nobody else was faster.")
            : "What was decided live, beside what your people answered.");
    }

    private static void TierTable(StringBuilder html, IEnumerable<ShadowTier> tiers)
    {
        html.Append("""<table><tr><th></th><th class="n">questions</th><th class="n">compared</th><th class="n">same words</th><th class="n">says the same</th><th class="n">right, with 95 % interval</th></tr>""");
        foreach (var tier in tiers)
        {
            Add(html, $"""<tr><td>{NameOf(tier.Name)}</td><td class="n">{tier.Questions}</td><td class="n">{tier.Judged}</td><td class="n">{tier.Same}</td><td class="n">{tier.Agreed}</td><td class="n">{Precision(tier.Precision, tier.Lower, tier.Upper)}</td></tr>""");
        }

        html.Append("</table>");
    }

    private static void Patterns(StringBuilder html, IReadOnlyList<ShadowPattern> patterns)
    {
        if (patterns.Count == 0)
        {
            return;
        }

        html.Append("""<h2>By pattern</h2><table><tr><th>question</th><th class="n">used</th><th class="n">compared</th><th class="n">agreed</th><th class="n">right, with 95 % interval</th></tr>""");
        foreach (var pattern in patterns)
        {
            Add(html, $"""<tr><td>{Text(ShadowCharts.Short(pattern.Question, 140))}</td><td class="n">{pattern.Uses}</td><td class="n">{pattern.Judged}</td><td class="n">{pattern.Agreed}</td><td class="n">{Precision(pattern.Precision, pattern.Lower, pattern.Upper)}</td></tr>""");
        }

        html.Append("</table>");
    }

    private static void Examples(StringBuilder html, string title, string note, IReadOnlyList<ShadowExample> examples)
    {
        if (examples.Count == 0)
        {
            return;
        }

        Add(html, $"""<h2>{title}</h2><p class="note">{note}</p>""");
        foreach (var example in examples)
        {
            Add(html, $"""<article><p><b>Customer</b> {Text(example.Question)}</p><p><b>It</b> {Text(example.Reply)}</p><p><b>Your people</b> {Text(example.Answer)}</p><p class="note">{example.At:d MMM yyyy HH:mm}, {NameOf(example.Would)}, confidence {example.Confidence:0.00}, {(example.Agrees ? "found to say the same" : "found to differ")}</p></article>""");
        }
    }

    private static string NameOf(string name) => name switch
    {
        "auto" => "by itself",
        "suggest" => "suggested",
        "queue" => "queued",
        "shadow" => "left to people",
        "signature" => "known words",
        _ => "like words",
    };

    private static string Precision(double? precision, double lower, double upper) =>
        precision is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.#} % ({lower * 100:0.#}–{upper * 100:0.#})") : "–";

    private static string Percent(double value) => string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.#} %");

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static void Add(StringBuilder html, FormattableString markup) => html.Append(markup.ToString(CultureInfo.InvariantCulture));
}
