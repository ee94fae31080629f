using PatternFunctions.Learning;
using PatternFunctions.Settings;

namespace PatternFunctions.Replies;

/// <summary>Fills a pattern's template for one customer.</summary>
public static class ReplyComposer
{
    private const string Unreadable = "unreadable_template";

    /// <param name="template">The pattern's.</param>
    /// <param name="customerMessage">The question, whole.</param>
    /// <param name="customerName">The contact's, if there is one.</param>
    /// <param name="variables">What templates may use at this moment: <see cref="LearningConfig.Variables"/>.</param>
    /// <returns>The text, with a blank for each variable that could not be filled. A template that cannot be read is one blank.</returns>
    public static RenderedReply Compose(
        string template, string customerMessage, string? customerName, IReadOnlyList<TemplateVariable> variables)
    {
        var (parsed, _) = Template.Parse(template);
        return parsed is null
            ? new RenderedReply(TemplateRenderer.Blank, [Unreadable])
            : TemplateRenderer.Render(parsed, TemplateValues.For(variables, customerMessage, customerName));
    }
}
