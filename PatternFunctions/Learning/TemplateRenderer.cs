using System.Text;

namespace PatternFunctions.Learning;

/// <summary>Fills a template, and says what it could not fill. Values go in as they are: braces in them stay text.</summary>
public static class TemplateRenderer
{
    /// <summary>What an operator sees in place of a value that is not known.</summary>
    public const string Blank = "____";

    public static RenderedReply Render(Template template, IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(values);
        var text = new StringBuilder();
        List<string> unfilled = [];
        foreach (var part in template.Parts)
        {
            if (part is VariablePart variable)
            {
                var value = values.TryGetValue(variable.Name, out var found) && !string.IsNullOrWhiteSpace(found)
                    ? found
                    : variable.Fallback;
                if (value is null && !unfilled.Contains(variable.Name))
                {
                    unfilled.Add(variable.Name);
                }

                text.Append(value ?? Blank);
            }
            else if (part is TextPart literal)
            {
                text.Append(literal.Text);
            }
        }

        return new RenderedReply(text.ToString(), unfilled);
    }

    /// <summary>Whether a text, edited by a person or not, still has a blank to fill.</summary>
    public static bool HasBlank(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains(Blank, StringComparison.Ordinal);
    }
}
