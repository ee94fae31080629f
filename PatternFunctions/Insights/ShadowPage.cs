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
        article p{margin:4px 0 4px 10em;text-indent:-10em;white-space:pre-line;overflow-wrap:anywhere}article b{color:#555;font-weight:600;display:inline-block;min-width:10em;text-indent:0}
        article p.note{margin-left:0;text-indent:0}
        section.verdict{border-left:6px solid;border-radius:8px;padding:12px 18px;margin:18px 0;background:#f6f7f9}
        section.verdict h2{margin:0 0 6px;font-size:22px}section.go{border-color:#1b7f5a}section.help{border-color:#3b78c4}section.wait{border-color:#b9bec6}
        dl.sums{display:flex;flex-wrap:wrap;gap:12px;margin:18px 0}dl.sums div{flex:1 1 190px;border:1px solid #e5e7eb;border-radius:8px;padding:10px 14px}
        dl.sums dt{font-size:14px;color:#555}dl.sums dd{margin:0;font-size:28px;font-weight:600;line-height:1.3}
        dl.words dt{font-weight:600;margin-top:8px}dl.words dd{margin:0;color:#444}div.wide{overflow-x:auto}
        @media print{body{max-width:none}article,tr{break-inside:avoid}}
        """;

    private const string Words = """
        <h2>What the words mean</h2><dl class="words">
        <dt>by itself</dt><dd>The answer would have gone to the customer without anybody looking at it.</dd>
        <dt>suggested</dt><dd>The answer stands ready for one of your people, who sends it with a click, or changes it.</dd>
        <dt>queued</dt><dd>As suggested, but it is less sure.</dd>
        <dt>left to people</dt><dd>It does not know an answer, watches what your people say, and learns.</dd>
        <dt>compared</dt><dd>There was an answer of its own and one of your people's.</dd>
        <dt>same words, says the same</dt><dd>Word for word; or in other words, with the same numbers and no “not” too many.</dd>
        <dt>95 % range</dt><dd>Few questions prove little. The true share of right answers lies in this range, unless one is unlucky once in twenty times.</dd>
        </dl>
        """;

    public static string Render(ShadowReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var html = new StringBuilder();
        Add(html, $"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>What would it have done?</title><style>{Style}</style></head><body>""");
        Add(html, $"""<h1>What would it have done?</h1><p class="note">{Subtitle(report)}</p>""");
        html.Append(ShadowVerdict.Render(report)).Append("""<ul class="findings">""");
        foreach (var finding in report.Findings)
        {
            Add(html, $"<li>{Text(finding)}</li>");
        }

        Add(html, $"</ul><h2>Where your customers' questions would have gone</h2>{ShadowCharts.Tiers(report.Tiers)}");
        TierTable(html, [.. report.Tiers, .. report.Matches]);
        if (report.Curve.Count > 0)
        {
            Add(html, $"""<h2>How sure should it be before it answers?</h2><p class="note">Further left it answers more questions (blue), and gets more of them wrong (red; dashed is the worst that can be ruled out with 95 % confidence). Where the dashed line stays below the dotted one, that is proved on your history, and a green line stands; without a green line automatic answers should stay off.</p>{ShadowCharts.Curve(report.Curve, report.Guarantee)}""");
        }

        if (report.MostValuable.Count > 0)
        {
            Add(html, $"""<h2>What would spare you most typing</h2><p class="note">How often each question came. Green: it would have said what your people said. Pale: something else.</p>{ShadowCharts.Patterns(report.MostValuable)}""");
        }

        if (report.Calibration is { } calibration)
        {
            Add(html, $"""<h2>When it says “80 % sure”, is it right 8 times in 10?</h2><p class="note">On the dotted line it is; above, it is better than it says; below, worse. The larger a dot, the more questions. It is off by {Percent(calibration.DefaultError)} as it comes, and by {Percent(calibration.FittedError)} once it has learned from your own history ({calibration.Outcomes} questions in words it had not seen).</p>{ShadowCharts.Calibration(calibration)}""");
        }

        Examples(html, "Where it would have been most wrong", "The surest of its answers with which your people did not agree. Read these first: would you have minded?", report.WorstDisagreements);
        Examples(html, "A sample to judge yourself", "Whether two answers say the same is found by their words. Look for yourself whether it is found rightly.", report.Sample);
        Patterns(html, report.Patterns);
        html.Append(Words);
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
        html.Append("""<div class="wide"><table><tr><th></th><th class="n">questions</th><th class="n">compared</th><th class="n">same words</th><th class="n">says the same</th><th class="n">right (95 % range)</th></tr>""");
        foreach (var tier in tiers)
        {
            Add(html, $"""<tr><td>{NameOf(tier.Name)}</td><td class="n">{tier.Questions}</td><td class="n">{tier.Judged}</td><td class="n">{tier.Same}</td><td class="n">{tier.Agreed}</td><td class="n">{Precision(tier.Precision, tier.Lower, tier.Upper)}</td></tr>""");
        }

        html.Append("</table></div>");
    }

    private static void Patterns(StringBuilder html, IReadOnlyList<ShadowPattern> patterns)
    {
        if (patterns.Count == 0)
        {
            return;
        }

        html.Append("""<h2>Question by question</h2><div class="wide"><table><tr><th>question</th><th class="n">used</th><th class="n">compared</th><th class="n">agreed</th><th class="n">right (95 % range)</th></tr>""");
        foreach (var pattern in patterns)
        {
            Add(html, $"""<tr><td>{Text(ShadowCharts.Short(pattern.Question, 140))}</td><td class="n">{pattern.Uses}</td><td class="n">{pattern.Judged}</td><td class="n">{pattern.Agreed}</td><td class="n">{Precision(pattern.Precision, pattern.Lower, pattern.Upper)}</td></tr>""");
        }

        html.Append("</table></div>");
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
            Add(html, $"""<article><p><b>Customer</b> {Text(example.Question)}</p><p><b>It would say</b> {Text(example.Reply)}</p><p><b>Your people said</b> {Text(example.Answer)}</p><p class="note">{example.At:d MMM yyyy HH:mm}, {NameOf(example.Would)}, confidence {example.Confidence:0.00}, {(example.Agrees ? "found to say the same" : "found to differ")}</p></article>""");
        }
    }

    private static string NameOf(string name) => name switch
    {
        "auto" => "by itself",
        "suggest" => "suggested",
        "queue" => "queued",
        "shadow" => "left to people",
        "signature" => "asked in words it knew",
        _ => "asked in similar words",
    };

    private static string Precision(double? precision, double lower, double upper) =>
        precision is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.#} % ({lower * 100:0.#}–{upper * 100:0.#})") : "–";

    private static string Percent(double value) => string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.#} %");

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static void Add(StringBuilder html, FormattableString markup) => html.Append(markup.ToString(CultureInfo.InvariantCulture));
}
