using PatternFunctions.Decisions;

namespace PatternFunctions.Tests.Decisions;

public class SuccessBoundTests
{
    // The rate at which so many successes or more have a probability of 5 %, found by bisection over the binomial sum.
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 20, 0)]
    [InlineData(1, 1, 0.05)]
    [InlineData(18, 18, 0.84668245)]
    [InlineData(19, 19, 0.85413149)]
    [InlineData(20, 20, 0.86089166)]
    [InlineData(19, 20, 0.78389384)]
    [InlineData(20, 21, 0.79327462)]
    [InlineData(29, 30, 0.85140393)]
    [InlineData(30, 31, 0.85590961)]
    [InlineData(57, 60, 0.87581279)]
    [InlineData(1, 20, 0.00256138)]
    [InlineData(10, 20, 0.30195391)]
    public void It_is_the_bound_of_clopper_and_pearson(int successes, int trials, double bound)
    {
        Assert.Equal(bound, SuccessBound.Lower(successes, trials), 6);
    }

    [Fact]
    public void Each_success_raises_it_and_each_failure_lowers_it()
    {
        for (var trials = 1; trials <= 60; trials++)
        {
            for (var successes = 1; successes <= trials; successes++)
            {
                var bound = SuccessBound.Lower(successes, trials);

                Assert.True(bound > SuccessBound.Lower(successes - 1, trials));
                Assert.True(bound < SuccessBound.Lower(successes + 1, trials + 1));
                Assert.True(bound > SuccessBound.Lower(successes, trials + 1));
                Assert.InRange(bound, 0, (double)successes / trials);
            }
        }
    }

    [Fact]
    public void It_holds_for_years_of_evidence()
    {
        Assert.InRange(SuccessBound.Lower(99_000, 100_000), 0.989, 0.990);
        Assert.InRange(SuccessBound.Lower(1, 1_000_000), 0, 0.000001);
    }

    /// <summary>As R's <c>binom.test</c> gives them.</summary>
    [Theory]
    [InlineData(0, 0, 0, 1)]
    [InlineData(0, 10, 0, 0.3085)]
    [InlineData(5, 10, 0.1871, 0.8129)]
    [InlineData(9, 10, 0.5550, 0.9975)]
    [InlineData(10, 10, 0.6915, 1)]
    public void The_interval_has_two_sides(int successes, int trials, double lower, double upper)
    {
        var interval = SuccessBound.Interval(successes, trials);

        Assert.Equal(lower, interval.Lower, tolerance: 0.00005);
        Assert.Equal(upper, interval.Upper, tolerance: 0.00005);
    }

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(6, 5)]
    public void Impossible_counts_are_refused(int successes, int trials)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SuccessBound.Lower(successes, trials));
        Assert.Throws<ArgumentOutOfRangeException>(() => SuccessBound.Interval(successes, trials));
    }
}
