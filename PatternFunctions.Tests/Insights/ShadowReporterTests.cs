using System.Globalization;
using System.Text.Json;
using PatternFunctions.Decisions;
using PatternFunctions.Insights;
using PatternFunctions.Matching;

namespace PatternFunctions.Tests.Insights;

public sealed class ShadowReporterTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_cases_in_any_order_give_the_same_report_to_the_letter()
    {
        var cases = Cases(300);
        var shuffled = cases.ToArray();
        new Random(7).Shuffle(shuffled);

        var report = ShadowReporter.Of("history", cases, 10, 0.05);

        Assert.Equal(Json(report), Json(ShadowReporter.Of("history", shuffled, 10, 0.05)));
        Assert.Equal(ShadowPage.Render(report), ShadowPage.Render(ShadowReporter.Of("history", shuffled, 10, 0.05)));
    }

    [Fact]
    public void Tiers_patterns_and_thresholds_add_up()
    {
        var report = ShadowReporter.Of("history", Cases(300), 10, 0.05);

        Assert.Equal(["auto", "suggest", "queue", "shadow"], report.Tiers.Select(tier => tier.Name));
        Assert.Equal(300, report.Tiers.Sum(tier => tier.Questions));
        Assert.All(report.Tiers, tier => Assert.True(tier.Precision is null || (tier.Lower <= tier.Precision && tier.Precision <= tier.Upper)));
        Assert.Equal(report.Curve.OrderBy(point => point.Threshold), report.Curve);
        Assert.Equal(report.Curve.OrderByDescending(point => point.Fired).Select(point => point.Fired), report.Curve.Select(point => point.Fired));
        Assert.All(report.Curve, point => Assert.True(point.Risk <= point.RiskUpperBound));
        Assert.All(report.WorstDisagreements, example => Assert.False(example.Agrees));
        Assert.InRange(report.WorstDisagreements.Count, 1, 10);
        Assert.InRange(report.MostValuable.Count, 1, 10);
        Assert.NotNull(report.Calibration);
    }

    [Fact]
    public void Without_a_case_it_says_so_and_stays_shut()
    {
        var report = ShadowReporter.Of("live", [], 0, 0.05);

        Assert.Null(report.Guarantee.Threshold);
        Assert.Contains("should stay shut", report.Findings[^1], StringComparison.Ordinal);
        Assert.Contains("</html>", ShadowPage.Render(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_a_customer_writes_becomes_part_of_the_page()
    {
        const string hostile = "</style><script>alert(1)</script><img src=x onerror=alert(2)>\"'&";
        var page = ShadowPage.Render(ShadowReporter.Of(
            "history", Cases(40).Select(entry => entry with { Question = hostile, Pattern = hostile, Reply = hostile, Answer = hostile + " no", Agrees = false }), 10, 0.05));

        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
    }

    private static string Json(ShadowReport report) => JsonSerializer.Serialize(report, InsightsJson.Default.ShadowReport);

    private static ShadowCase[] Cases(int count)
    {
        var random = new Random(3);
        return
        [
            .. Enumerable.Range(0, count).Select(number =>
            {
                var confidence = random.NextDouble();
                var isMatched = confidence > 0.2;
                return new ShadowCase
                {
                    MessageId = string.Create(CultureInfo.InvariantCulture, $"AC{number:0000}"),
                    At = Start.AddMinutes(number / 3),
                    Question = $"Question {number}?",
                    Would = confidence >= 0.95 ? ReplyAction.Auto : confidence >= 0.75 ? ReplyAction.Suggest : confidence >= 0.5 ? ReplyAction.Queue : ReplyAction.Shadow,
                    PatternId = isMatched ? number % 14 : null,
                    Pattern = isMatched ? $"Pattern {number % 14}?" : null,
                    Kind = isMatched ? MatchKind.Similarity : MatchKind.None,
                    Score = isMatched ? new MatchScore(MatchHead.Lexical, confidence, confidence / 3, 0) : null,
                    Probability = confidence,
                    Confidence = confidence,
                    Reply = isMatched ? "We close at ten." : null,
                    Answer = "We close at ten tonight.",
                    Agrees = isMatched && random.NextDouble() < confidence,
                };
            }),
        ];
    }
}
