using PatternFunctions.Playground.Terminal;

namespace PatternFunctions.Tests.Playground.Terminal;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("Hi\r\nthere", "Hi ⏎ there")]
    [InlineData("\e[2Jgone", " [2Jgone")]
    [InlineData("a\u009b31mb", "a 31mb")]
    [InlineData("left\u202eright", "leftright")]
    [InlineData("👩‍👧 [bold]yes[/]", "👩‍👧 [bold]yes[/]")]
    public void Nothing_is_left_that_a_terminal_obeys(string text, string expected) => Assert.Equal(expected, PlainText.Of(text));
}
