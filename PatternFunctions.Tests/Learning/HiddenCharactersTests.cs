using PatternFunctions.Learning;

namespace PatternFunctions.Tests.Learning;

public sealed class HiddenCharactersTests
{
    [Theory]
    [InlineData("plain text\nwith\tblanks")]
    [InlineData("👨‍👩‍👧 ❤️ 1️⃣ 👍🏽")]
    [InlineData("\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F")] // the flag of England
    [InlineData("می‌خواهم")]
    [InlineData("क्‍ष")]
    [InlineData("Zoë, naïve, 北京, привет")]
    public void What_people_write_is_not_hidden(string text)
    {
        Assert.Equal(-1, HiddenCharacters.IndexIn(text));
        Assert.Equal(text, HiddenCharacters.Remove(text));
    }

    [Theory]
    [InlineData("a\u200Bb")]
    [InlineData("a\u200Db")]
    [InlineData("a\u202Eb")]
    [InlineData("a\u2066b")]
    [InlineData("a\uFEFFb")]
    [InlineData("a\u00ADb")]
    [InlineData("a\U000E0041b")]
    [InlineData("a\U000E0100b")]
    [InlineData("a\uFE0Fb")]
    [InlineData("a\u3164b")]
    [InlineData("a\u0007b")]
    [InlineData("a\uE000b")]
    [InlineData("a\u2028b")]
    [InlineData("a\uD800b")]
    public void What_people_do_not_see_is_found_and_removed(string text)
    {
        Assert.Equal(1, HiddenCharacters.IndexIn(text));
        Assert.Equal("ab", HiddenCharacters.Remove(text));
    }
}
