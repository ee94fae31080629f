using CsCheck;
using PatternFunctions.LocalHost.Queues;

namespace PatternFunctions.Tests.LocalHost;

public sealed class PollingDelayTests
{
    private static readonly TimeSpan longest = TimeSpan.FromSeconds(10);

    [Fact]
    public void It_grows_from_a_tenth_of_a_second_to_the_longest_and_stays_there() => Gen.Int.Sample(seed =>
    {
        var delay = new PollingDelay(longest, new Random(seed));
        var delays = Enumerable.Range(0, 12).Select(_ => delay.Next()).ToList();

        Assert.Equal(PollingDelay.Shortest, delays[0]);
        Assert.All(delays.Zip(delays.Skip(1)), pair => Assert.True(pair.First < pair.Second || pair.Second == longest));
        Assert.Equal([longest, longest], delays[^2..]);
    });

    [Fact]
    public void After_work_it_is_short_again()
    {
        var delay = new PollingDelay(longest, new Random(1));
        for (var i = 0; i < 20; i++)
        {
            delay.Next();
        }

        delay.Reset();

        Assert.Equal(PollingDelay.Shortest, delay.Next());
    }
}
