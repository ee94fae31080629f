using PatternFunctions.Learning;

namespace PatternFunctions.Tests.Learning;

public sealed class TemplateTests
{
    [Fact]
    public void A_template_is_text_and_variables()
    {
        var (template, problems) = Template.Parse("Hi {{customer_first_name|there}}, bay {{ bay_number }} is on.");

        Assert.Empty(problems);
        Assert.Equal(
            [
                new TextPart(0, "Hi "),
                new VariablePart(3, 29, "customer_first_name", "there"),
                new TextPart(32, ", bay "),
                new VariablePart(38, 16, "bay_number", null),
                new TextPart(54, " is on."),
            ],
            template!.Parts);
        Assert.Equal(["customer_first_name", "bay_number"], template.Variables);
    }

    [Fact]
    public void Literal_text_keeps_its_place()
    {
        var literal = Template.Parse("Hi {{customer_first_name|there}}, bay {{bay_number}}!").Template!.LiteralText;

        Assert.Equal("Hi                       there  , bay               !", literal);
    }

    [Theory]
    [InlineData("Hi {{name", TemplateProblemCode.NotClosed, 3)]
    [InlineData("Hi {{name}", TemplateProblemCode.NotClosed, 3)]
    [InlineData("Hi {name}", TemplateProblemCode.StrayBrace, 3)]
    [InlineData("Hi name}}", TemplateProblemCode.StrayBrace, 7)]
    [InlineData("Hi {{{name}}}", TemplateProblemCode.NotClosed, 3)]
    [InlineData("Hi {{a{{b}}}}", TemplateProblemCode.NotClosed, 3)]
    [InlineData("{{}}", TemplateProblemCode.BadName, 0)]
    [InlineData("{{Name}}", TemplateProblemCode.BadName, 0)]
    [InlineData("{{first name}}", TemplateProblemCode.BadName, 0)]
    [InlineData("{{name.length}}", TemplateProblemCode.BadName, 0)]
    [InlineData("{{#if name}}", TemplateProblemCode.BadName, 0)]
    [InlineData("{{name()}}", TemplateProblemCode.BadName, 0)]
    [InlineData("{{7*7}}", TemplateProblemCode.BadName, 0)]
    [InlineData("{{name|}}", TemplateProblemCode.BadFallback, 0)]
    [InlineData("{{name|a|b}}", TemplateProblemCode.BadFallback, 0)]
    [InlineData("{{name|a\nb}}", TemplateProblemCode.BadFallback, 0)]
    public void A_mistake_is_reported_with_its_place(string text, TemplateProblemCode code, int position)
    {
        var (template, problems) = Template.Parse(text);

        Assert.Null(template);
        Assert.Equal((code, position), (problems[0].Code, problems[0].Position));
    }

    [Theory]
    [InlineData("  ", TemplateProblemCode.Empty)]
    [InlineData("Hi {{customer_password}}", TemplateProblemCode.UnknownVariable)]
    [InlineData("Hi\u202E there", TemplateProblemCode.HiddenCharacters)]
    public void A_template_that_breaks_a_rule_is_refused(string text, TemplateProblemCode code) =>
        Assert.Equal(code, Assert.Single(TemplateRules.Check(text, TemplateVariables.BuiltIn)).Code);

    [Fact]
    public void A_template_is_no_longer_than_a_message()
    {
        Assert.Empty(TemplateRules.Check(new string('a', 1600), TemplateVariables.BuiltIn));
        Assert.Equal(
            new TemplateProblem(TemplateProblemCode.TooLong, 1600, 1),
            Assert.Single(TemplateRules.Check(new string('a', 1601), TemplateVariables.BuiltIn)));
    }

    [Theory]
    [InlineData("opening_hours", "10 to 10 every day", true)]
    [InlineData("customer_name", "Bob", false)]
    [InlineData("location", "Here", false)]
    [InlineData("Opening", "10", false)]
    [InlineData("opening_hours", " ", false)]
    [InlineData("opening_hours", "{{customer_name}}", false)]
    [InlineData("opening_hours", "10\u200B to 10", false)]
    public void A_fact_has_a_name_of_its_own_and_plain_text(string name, string value, bool isFact) =>
        Assert.Equal(isFact, TemplateRules.IsFact(name, value));
}
