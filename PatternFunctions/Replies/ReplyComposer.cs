using PatternFunctions.Learning;

namespace PatternFunctions.Replies;

/// <summary>Fills a pattern's template for one customer.</summary>
public static class ReplyComposer
{
    private const string Unreadable = "unreadable_template";

    /// <returns>The text, with a blank for each variable that could not be filled. A template that cannot be read is one blank.</returns>
    public static RenderedReply Compose(string template, string customerMessage, string? customerName)
    {
        var (parsed, _) = Template.Parse(template);
        return parsed is null
            ? new RenderedReply(TemplateRenderer.Blank, [Unreadable])
            : TemplateRenderer.Render(parsed, TemplateValues.For(TemplateVariables.BuiltIn, customerMessage, customerName));
    }
}
