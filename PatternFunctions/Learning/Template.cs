using System.Text.RegularExpressions;

namespace PatternFunctions.Learning;

/// <summary>
/// A parsed template: text and variables, nothing else. There is nothing to evaluate: no conditions, no nesting, no
/// escapes. docs/templates.md is the description for people.
/// </summary>
public sealed partial class Template
{
    /// <summary>OpenPhone's limit for one text.</summary>
    public const int MaxLength = 1600;

    public const int MaxFallbackLength = 100;

    private Template(string source, IReadOnlyList<TemplatePart> parts)
    {
        Parts = parts;
        LiteralText = string.Concat(parts.Select(part => part switch
        {
            TextPart text => text.Text,
            VariablePart variable => Blanked(source.Substring(variable.Position, variable.Length), variable.Fallback),
            _ => throw new InvalidOperationException("An unknown part."),
        }));
    }

    public IReadOnlyList<TemplatePart> Parts { get; }

    /// <summary>Each variable once, in order of appearance.</summary>
    public IReadOnlyList<string> Variables =>
        [.. Parts.OfType<VariablePart>().Select(part => part.Name).Distinct(StringComparer.Ordinal)];

    /// <summary>What is text, at its place: the template with blanks over its variables, fallbacks left standing.</summary>
    public string LiteralText { get; }

    public static bool IsVariableName(string name) => NamePattern().IsMatch(name);

    /// <returns>The template, or every error in the text and no template.</returns>
    public static (Template? Template, IReadOnlyList<TemplateProblem> Problems) Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<TemplatePart> parts = [];
        List<TemplateProblem> problems = [];
        var position = 0;
        while (position < text.Length)
        {
            var brace = text.AsSpan(position).IndexOfAny('{', '}') is var offset and >= 0 ? position + offset : text.Length;
            if (brace > position)
            {
                parts.Add(new TextPart(position, text[position..brace]));
            }

            if (brace == text.Length)
            {
                break;
            }

            position = ParseVariable(text, brace, parts, problems);
        }

        return problems.Count == 0 ? (new Template(text, parts), problems) : (null, problems);
    }

    /// <returns>The position after the variable, or after the brace that begins none.</returns>
    private static int ParseVariable(string text, int start, List<TemplatePart> parts, List<TemplateProblem> problems)
    {
        if (string.CompareOrdinal(text, start, "{{", 0, 2) != 0)
        {
            // A single brace is always a mistake: "{name}" would go out to the customer as it stands.
            problems.Add(new TemplateProblem(TemplateProblemCode.StrayBrace, start, 1));
            return start + 1;
        }

        var inner = start + 2;
        var end = text.AsSpan(inner).IndexOfAny('{', '}') is var offset and >= 0 ? inner + offset : text.Length;
        if (string.CompareOrdinal(text, end, "}}", 0, 2) != 0)
        {
            problems.Add(new TemplateProblem(TemplateProblemCode.NotClosed, start, end - start));
            return end == text.Length || text[end] == '{' ? end : end + 1;
        }

        var length = end + 2 - start;
        var bar = text.IndexOf('|', inner, end - inner);
        var name = text[inner..(bar < 0 ? end : bar)].Trim();
        var fallback = bar < 0 ? null : text[(bar + 1)..end].Trim();
        if (!IsVariableName(name))
        {
            problems.Add(new TemplateProblem(TemplateProblemCode.BadName, start, length));
        }
        else if (fallback is { Length: 0 or > MaxFallbackLength } || fallback?.AsSpan().IndexOfAny("|\r\n") >= 0)
        {
            problems.Add(new TemplateProblem(TemplateProblemCode.BadFallback, start, length));
        }
        else
        {
            parts.Add(new VariablePart(start, length, name, fallback));
        }

        return end + 2;
    }

    private static string Blanked(string variable, string? fallback)
    {
        var start = fallback is null ? variable.Length : variable.IndexOf(fallback, variable.IndexOf('|', StringComparison.Ordinal), StringComparison.Ordinal);
        return (new string(' ', start) + fallback).PadRight(variable.Length);
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9_]{0,39}\z")]
    private static partial Regex NamePattern();
}
