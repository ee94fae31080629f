using PatternFunctions.Settings;

namespace PatternFunctions.Tests.Settings;

public class TimeRangeTests
{
    [Theory]
    [InlineData("21:00-08:00", "20:59", false)]
    [InlineData("21:00-08:00", "21:00", true)]
    [InlineData("21:00-08:00", "00:00", true)]
    [InlineData("21:00-08:00", "07:59", true)]
    [InlineData("21:00-08:00", "08:00", false)]
    [InlineData("12:00-13:00", "11:59", false)]
    [InlineData("12:00-13:00", "12:00", true)]
    [InlineData("12:00-13:00", "13:00", false)]
    [InlineData("22:00-24:00", "23:59", true)]
    [InlineData("22:00-24:00", "00:00", false)]
    [InlineData("00:00-24:00", "00:00", true)]
    [InlineData("00:00-24:00", "23:59", true)]
    public void It_holds_its_first_moment_and_not_its_last(string range, string time, bool inside)
    {
        Assert.Equal(inside, TimeRange.Parse(range)!.Contains(TimeOnly.Parse(time, null)));
    }
}
