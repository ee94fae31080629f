using CsCheck;
using PatternFunctions.Decisions;

namespace PatternFunctions.Tests.Decisions;

public sealed class GuaranteedThresholdTests
{
    private static readonly Gen<(double Score, bool IsRight)[]> Outcomes = Gen.Select(Gen.Double[0, 1], Gen.Bool).Array[0, 600];

    [Fact]
    public void Without_enough_evidence_it_stays_shut()
    {
        Assert.Null(GuaranteedThreshold.Find([], 0.05));
        // 58 of 58 prove 94.97 %, 59 of 59 prove 95.05 %.
        Assert.Null(GuaranteedThreshold.Find([.. Enumerable.Repeat((1.0, true), 58)], 0.05));
        Assert.Equal(new SelectiveThreshold(0.5, 59, 0, 0.0495), GuaranteedThreshold.Find([.. Enumerable.Repeat((1.0, true), 59)], 0.05)! with { RiskUpperBound = 0.0495 });
    }

    [Fact]
    public void It_stops_above_the_scores_that_are_often_wrong()
    {
        (double, bool)[] outcomes = [.. Enumerable.Repeat((0.97, true), 200), .. Enumerable.Repeat((0.805, false), 40), .. Enumerable.Repeat((0.6, true), 900)];

        Assert.Equal(0.81, GuaranteedThreshold.Find(outcomes, 0.05)!.Threshold);
    }

    [Fact]
    public void What_it_finds_is_proved_by_what_fired() => Outcomes.Sample(outcomes =>
    {
        var found = GuaranteedThreshold.Find(outcomes, 0.3);
        return found is null || (found.RiskUpperBound <= 0.3 && found == GuaranteedThreshold.At(outcomes, found.Threshold));
    });

    [Fact]
    public void A_wrong_one_more_never_opens_it_further() => Outcomes.Sample(outcomes =>
    {
        var before = GuaranteedThreshold.Find([.. outcomes, (1.0, true)], 0.3)?.Threshold ?? 2;
        var after = GuaranteedThreshold.Find([.. outcomes, (1.0, false)], 0.3)?.Threshold ?? 2;
        return after >= before;
    });

    /// <summary>Histories of a business whose errors are known: the promise holds in at least 95 of 100.</summary>
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.20)]
    public void The_true_risk_exceeds_the_tolerated_one_in_no_more_than_one_of_twenty_histories(double risk)
    {
        const int histories = 600;
        var random = new Random(20_260_302);
        var broken = 0;
        for (var history = 0; history < histories; history++)
        {
            (double Score, bool IsRight)[] outcomes = [.. Enumerable.Range(0, 800).Select(_ => random.NextDouble()).Select(score => (score, random.NextDouble() >= ErrorAt(score)))];
            broken += GuaranteedThreshold.Find(outcomes, risk) is { } found && TrueRisk(found.Threshold) > risk ? 1 : 0;
        }

        Assert.InRange(broken, 0, (int)(histories * 0.05));
    }

    private static double ErrorAt(double score) => 0.6 * (1 - score);

    /// <summary>The mean error of the scores from the threshold to 1.</summary>
    private static double TrueRisk(double threshold) => 0.6 * (1 - threshold) / 2;
}
