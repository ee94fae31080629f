using CsCheck;
using PatternFunctions.Learning;

namespace PatternFunctions.Tests.Learning;

public sealed class TemplateRendererTests
{
    private static readonly string[] Pieces = ["{", "}", "{{", "}}", "|", "a", " ", "bay_number", "\n"];

    [Fact]
    public void Values_and_fallbacks_fill_a_template()
    {
        var reply = Render("Hi {{customer_first_name|there}}, {{booking_time}} on {{booking_date}}.", ("booking_time", "7pm"), ("booking_date", "friday"));

        Assert.Equal("Hi there, 7pm on friday.", reply.Text);
        Assert.True(reply.IsSendable);
    }

    [Fact]
    public void A_variable_without_value_leaves_a_blank_and_stops_the_automatic_reply()
    {
        var reply = Render("Restart bay {{bay_number}}, then tap bay {{bay_number}}.");

        Assert.Equal("Restart bay ____, then tap bay ____.", reply.Text);
        Assert.Equal(["bay_number"], reply.Unfilled);
        Assert.False(reply.IsSendable);
        Assert.True(TemplateRenderer.HasBlank(reply.Text));
    }

    [Fact]
    public void A_blank_value_is_no_value() => Assert.False(Render("Hi {{customer_name}}", ("customer_name", " ")).IsSendable);

    [Fact]
    public void A_reply_that_grew_too_long_is_not_sent() =>
        Assert.False(Render(new string('a', 1590) + "{{customer_name}}", ("customer_name", "Bartholomew")).IsSendable);

    [Fact]
    public void Braces_in_a_value_stay_text() =>
        Assert.Equal(
            "Hi {{customer_name}} {{7*7}}!",
            Render("Hi {{customer_first_name}}!", ("customer_first_name", "{{customer_name}} {{7*7}}"), ("customer_name", "Eve")).Text);

    [Fact]
    public void Whatever_a_value_is_it_appears_once_and_unchanged() =>
        Gen.String.Where(value => !string.IsNullOrWhiteSpace(value)).Sample(value =>
            Render("<{{customer_name}}>", ("customer_name", value), ("bay_number", "SECRET")).Text == $"<{value}>");

    [Fact]
    public void Any_text_parses_or_is_refused_and_never_leaves_an_open_variable() =>
        Gen.Int[0, 8].Select(index => Pieces[index]).List[0, 12].Select(string.Concat).Sample(text =>
        {
            var (template, problems) = Template.Parse(text);
            return template is null
                ? problems.Count > 0 && problems.All(problem => problem.Position >= 0 && problem.Position + problem.Length <= text.Length)
                : problems.Count == 0 && !TemplateRenderer.Render(template, new Dictionary<string, string>()).Text.AsSpan().ContainsAny('{', '}');
        });

    private static RenderedReply Render(string text, params (string Name, string Value)[] values) =>
        TemplateRenderer.Render(Template.Parse(text).Template!, values.ToDictionary(value => value.Name, value => value.Value));
}
