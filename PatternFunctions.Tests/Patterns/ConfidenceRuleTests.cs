using System.Globalization;
using CsCheck;
using PatternFunctions.Patterns;
using PatternFunctions.Settings;

namespace PatternFunctions.Tests.Patterns;

public class ConfidenceRuleTests
{
    private static readonly LearningConfig Config = LearningConfig.Defaults;

    [Theory]
    [InlineData("0.50", OperatorVerdict.Approved, "0.65", "0.15")]
    [InlineData("0.50", OperatorVerdict.Modified, "0.60", "0.10")]
    [InlineData("0.50", OperatorVerdict.Rejected, "0.30", "-0.20")]
    [InlineData("0.85", OperatorVerdict.Approved, "1", "0.15")]
    [InlineData("0.95", OperatorVerdict.Approved, "1", "0.05")]
    [InlineData("1", OperatorVerdict.Approved, "1", "0")]
    [InlineData("0.90", OperatorVerdict.Modified, "1", "0.10")]
    [InlineData("0.20", OperatorVerdict.Rejected, "0", "-0.20")]
    [InlineData("0.05", OperatorVerdict.Rejected, "0", "-0.05")]
    [InlineData("0", OperatorVerdict.Rejected, "0", "0")]
    public void A_verdict_moves_confidence_by_its_step_within_0_and_1(string before, OperatorVerdict verdict, string after, string delta)
    {
        var change = ConfidenceRule.Apply(Exact(before), verdict, Config);

        Assert.Equal((Exact(after), Exact(delta)), (change.Value, change.Delta));
    }

    [Theory]
    [InlineData("0.65", "0.15", "0.50", "-0.15")]
    [InlineData("1", "0.05", "0.95", "-0.05")]
    [InlineData("0.70", "0", "0.70", "0")]
    [InlineData("0.05", "0.15", "0", "-0.05")]
    public void What_is_taken_back_moves_as_far_as_there_is_room(string before, string moved, string after, string delta)
    {
        var change = ConfidenceRule.Undo(Exact(before), Exact(moved));

        Assert.Equal((Exact(after), Exact(delta)), (change.Value, change.Delta));
    }

    [Theory]
    [InlineData("0.50", "0.75", 0, "0.75")]
    [InlineData("0.50", "0.75", 1, "0.74")]
    [InlineData("0.50", "0.75", 25, "0.50")]
    [InlineData("0.50", "0.75", 26, "0.50")]
    [InlineData("0.50", "0.505", 1, "0.50")]
    [InlineData("0.50", "0.50", 1, "0.50")]
    [InlineData("0.50", "0.30", 1, "0.30")]
    [InlineData("0", "0.50", 1, "0.49")]
    [InlineData("0", "0.50", 50, "0")]
    [InlineData("0", "0.50", 1000000, "0")]
    public void Unused_days_take_their_steps_down_to_the_floor(string floor, string before, int days, string after)
    {
        var change = ConfidenceRule.Decay(Exact(before), days, Config with { ConfidenceDecayFloor = Exact(floor) });

        Assert.Equal((Exact(after), Exact(after) - Exact(before)), (change.Value, change.Delta));
    }

    [Fact]
    public void Confidence_is_always_the_seed_plus_the_sum_of_its_changes()
    {
        var steps = Gen.OneOf(
            Gen.Enum<OperatorVerdict>().Select<OperatorVerdict, Func<decimal, ConfidenceChange>>(verdict => value => ConfidenceRule.Apply(value, verdict, Config)),
            Gen.Int[0, 9].Select<int, Func<decimal, ConfidenceChange>>(days => value => ConfidenceRule.Decay(value, days, Config)));

        steps.Array[0, 100].Sample(history =>
        {
            var value = ConfidenceRule.Seed;
            var sum = 0m;
            foreach (var step in history)
            {
                var change = step(value);
                value = change.Value;
                sum += change.Delta;
            }

            return value is >= 0 and <= 1 && value == ConfidenceRule.Seed + sum;
        });
    }

    [Theory]
    [InlineData("2026-03-10", "2026-03-09", "2026-03-01", 1)] // punctual: yesterday had no use
    [InlineData("2026-03-10", "2026-03-09", "2026-03-08", 1)]
    [InlineData("2026-03-10", "2026-03-09", "2026-03-09", 0)] // used yesterday
    [InlineData("2026-03-10", "2026-03-09", "2026-03-10", 0)] // used today
    [InlineData("2026-03-10", "2026-03-10", "2026-03-01", 0)] // ran already today
    [InlineData("2026-03-10", "2026-03-11", "2026-03-01", 0)] // another machine's clock is ahead
    [InlineData("2026-03-10", "2026-03-05", "2026-03-01", 5)] // five runs missed
    [InlineData("2026-03-10", "2026-03-05", "2026-03-05", 4)] // used on the first of those days
    [InlineData("2026-03-10", "2026-03-05", "2026-03-07", 2)]
    [InlineData("2026-03-10", "2026-03-05", "2026-03-09", 0)]
    [InlineData("2026-03-10", null, "2026-01-01", 1)] // the first run knows yesterday only
    [InlineData("2026-03-10", null, "2026-03-09", 0)]
    [InlineData("2026-03-01", "2026-02-28", "2026-02-01", 1)] // over the end of a month
    public void Each_full_day_without_use_counts_once(string today, string? lastRun, string lastUsed, int days)
    {
        Assert.Equal(days, ConfidenceRule.UnusedDays(Day(today), lastRun is null ? null : Day(lastRun), Day(lastUsed)));
    }

    [Fact]
    public void Late_runs_count_what_punctual_ones_would_have()
    {
        var start = new DateOnly(2026, 1, 1);

        Gen.Select(Gen.Int[-5, 30], Gen.Int[1, 30].Array[1, 10]).Sample((usedOn, runs) =>
        {
            var lastUsed = start.AddDays(usedOn);
            int Count(IEnumerable<int> days)
            {
                var (sum, last) = (0, start);
                foreach (var day in days.Select(start.AddDays))
                {
                    // A use on a later day has not happened yet.
                    sum += lastUsed > day ? 0 : ConfidenceRule.UnusedDays(day, last, lastUsed);
                    last = day;
                }

                return sum;
            }

            var late = runs.Order().Where(day => day >= usedOn).ToList();
            return late.Count == 0 || Count([.. late]) == Count(Enumerable.Range(1, late[^1]).Where(day => day >= usedOn));
        });
    }

    private static decimal Exact(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
