using PatternFunctions.Conversations;
using PatternFunctions.Settings;

namespace PatternFunctions.Tests.Conversations;

public class CustomerClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    private static readonly LearningConfig Config = LearningConfig.From(new Dictionary<string, string?>
    {
        ["time_zone"] = "Europe/Paris",
        ["quiet_hours"] = "21:00-08:00",
    });

    [Theory]
    [InlineData("+12125550123", "07:00")] // New York
    [InlineData("+13125550123", "06:00")] // Chicago
    [InlineData("+14155550123", "04:00")] // San Francisco
    [InlineData("+442079460958", "12:00")] // United Kingdom
    [InlineData("+18005550100", "13:00")] // toll-free: anywhere in North America
    [InlineData(null, "13:00")]
    [InlineData("Anonymous", "13:00")]
    [InlineData("12345", "13:00")]
    [InlineData("", "13:00")]
    public void The_time_is_that_of_the_number_or_else_of_the_business(string? phone, string time)
    {
        Assert.Equal(TimeOnly.Parse(time, null), CustomerClock.Read(phone, Config, Noon));
    }

    [Fact]
    public void A_number_of_two_zones_is_quiet_if_either_sleeps()
    {
        // Area code 208, Idaho, is partly on Mountain and partly on Pacific time: 08:30 and 07:30.
        var morning = new DateTimeOffset(2026, 1, 15, 15, 30, 0, TimeSpan.Zero);

        Assert.Equal(new TimeOnly(7, 30), CustomerClock.Read("+12085550123", Config, morning));
        Assert.Equal(new TimeOnly(21, 30), CustomerClock.Read("+12085550123", Config, morning.AddHours(13)));
    }

    [Fact]
    public void Summer_time_is_kept()
    {
        var july = new DateTimeOffset(2026, 7, 15, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal(new TimeOnly(8, 0), CustomerClock.Read("+12125550123", Config, july));
    }
}
