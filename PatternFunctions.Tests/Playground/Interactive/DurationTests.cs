using PatternFunctions.Playground.Interactive;

namespace PatternFunctions.Tests.Playground.Interactive;

public sealed class DurationTests
{
    [Theory]
    [InlineData("30s", "00:00:30")]
    [InlineData("10m", "00:10:00")]
    [InlineData("5", "00:05:00")]
    [InlineData("2 H", "02:00:00")]
    [InlineData("1d", "1.00:00:00")]
    public void A_number_and_a_unit_are_a_time(string text, string expected) =>
        Assert.Equal(TimeSpan.Parse(expected), Duration.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("-1m")]
    [InlineData("soon")]
    [InlineData("401d")]
    [InlineData("99999999999h")]
    public void Anything_else_is_none(string text) => Assert.Null(Duration.Parse(text));
}
