using PatternFunctions.Learning;
using PatternFunctions.Settings;

namespace PatternFunctions.Tests.Settings;

public sealed class FactRulesTests
{
    [Theory]
    [InlineData("hours", "9am to 10pm every day", true)]
    [InlineData("hours", "closed on Mondays", true)]
    [InlineData("hours", "come whenever", false)]
    [InlineData("link", "https://club.example/book", true)]
    [InlineData("link", "club.example/book?bay=2", true)]
    [InlineData("link", "javascript:alert(1)", false)]
    [InlineData("link", "https://user:pass@club.example", false)]
    [InlineData("link", "https://club.example/book now", false)]
    [InlineData("link", "book", false)]
    [InlineData("price", "$45", true)]
    [InlineData("price", "CA$1,200.50", true)]
    [InlineData("price", "45 USD an hour", true)]
    [InlineData("price", "€12 per person", true)]
    [InlineData("price", "45", false)]
    [InlineData("price", "$45 https://pay.example", false)]
    [InlineData("phone", "+1 555-555-0123", true)]
    [InlineData("phone", "ask Bob", false)]
    [InlineData("text", "Behind the building", true)]
    [InlineData("text", "{{customer_name}}", false)]
    [InlineData("text", "free\u200B parking", false)]
    [InlineData("code", "x", false)]
    public void A_value_is_of_its_kind(string kind, string value, bool isFact) =>
        Assert.Equal(isFact, FactRules.ProblemOf("some_fact", kind, value) is null);

    [Theory]
    [InlineData("customer_name")]
    [InlineData("location")]
    [InlineData("Opening")]
    [InlineData("")]
    [InlineData("a-b")]
    public void A_name_is_its_own(string name) => Assert.NotNull(FactRules.ProblemOf(name, "text", "x"));

    [Fact]
    public void Templates_may_use_places_and_valid_facts_only()
    {
        var config = LearningConfig.From(
            new Dictionary<string, string?> { ["locations"] = "Bedford, Dartmouth" },
            Fact("opening_hours", "hours", "9 to 9"), Fact("bad", "link", "javascript:x"));

        Assert.Equal(
            [.. TemplateVariables.BuiltIn.Select(variable => variable.Name), "location", "opening_hours"],
            config.Variables.Select(variable => variable.Name));
        Assert.DoesNotContain(LearningConfig.Defaults.Variables, variable => variable.Name is "location");
    }

    private static BusinessFact Fact(string name, string kind, string value) => new() { Name = name, Kind = kind, Value = value, Description = "" };
}
