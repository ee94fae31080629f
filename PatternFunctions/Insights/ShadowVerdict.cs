using System.Globalization;

namespace PatternFunctions.Insights;

/// <summary>The report in one look: what it comes to, and the three numbers that it comes from.</summary>
internal static class ShadowVerdict
{
    public static string Render(ShadowReport report)
    {
        var acted = report.Tiers.Where(tier => tier.Name is not "shadow").ToList();
        var (answers, judged, agreed) = (acted.Sum(tier => tier.Questions), acted.Sum(tier => tier.Judged), acted.Sum(tier => tier.Agreed));
        var (kind, title, advice) = Of(report, judged, agreed);
        return string.Create(CultureInfo.InvariantCulture, $"""
            <section class="verdict {kind}"><h2>{title}</h2><p>{advice}</p></section>
            <dl class="sums"><div><dt>of the questions would have had an answer ready</dt><dd>{Share(answers, report.Questions)}</dd></div><div><dt>of those said what your people said</dt><dd>{Share(agreed, judged)}</dd></div><div><dt>answers that nobody need have typed</dt><dd>{agreed}</dd></div></dl>
            """);
    }

    private static (string Kind, string Title, string Advice) Of(ShadowReport report, int judged, int agreed) => report switch
    {
        { Guarantee.Threshold: { } threshold } => (
            "go", "It may answer by itself",
            string.Create(CultureInfo.InvariantCulture, $"As long as it is at least {threshold:0.00} sure, no more than {report.Guarantee.Risk * 100:0.#} % of its answers would be wrong: your history proves that with 95 % confidence. Begin with the questions that can do no harm.")),
        _ when judged > 0 && agreed * 2 >= judged => (
            "help", "Let it suggest answers; not send them",
            "What it suggests is mostly right and spares typing. That it may be left alone, your history does not prove: it needs more questions, or fewer mistakes."),
        _ when judged > 0 => (
            "wait", "Let it watch for now",
            "Too often it would have said something else than your people. It goes on learning from what they answer."),
        _ => ("wait", "There is nothing to judge it by yet", "It found no question that it could have answered. It goes on learning from what your people answer."),
    };

    private static string Share(int part, int whole) => whole == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:0} %");
}
