using PatternFunctions.WebConsole.Patterns;

namespace PatternFunctions.Tests.WebConsole;

public sealed class OriginNameTests
{
    [Theory]
    [InlineData("rules@2", "learned from a reply")]
    [InlineData("gpt:analyse-reply@2", "learned from a reply, with the model")]
    [InlineData("import:rules@2", "from an import")]
    [InlineData("imported", "from an import")]
    [InlineData("manual", "written by hand")]
    [InlineData("lee", "lee")]
    [InlineData("import@club.example", "import@club.example")]
    public void Where_it_comes_from_is_said_in_words_and_who_wrote_it_by_name(string source, string words) =>
        Assert.Equal(words, OriginName.Of(source));
}
