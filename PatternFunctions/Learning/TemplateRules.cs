namespace PatternFunctions.Learning;

/// <summary>The check that every template passes before it is stored: learned, imported or written by hand.</summary>
public static class TemplateRules
{
    public static IReadOnlyList<TemplateProblem> Check(string text, IReadOnlyList<TemplateVariable> allowedVariables)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(allowedVariables);
        if (string.IsNullOrWhiteSpace(text))
        {
            return [new TemplateProblem(TemplateProblemCode.Empty, 0, text.Length)];
        }

        var (template, syntax) = Template.Parse(text);
        List<TemplateProblem> problems = [.. syntax];
        var allowed = allowedVariables.Select(variable => variable.Name).ToHashSet(StringComparer.Ordinal);
        problems.AddRange(
            from variable in template?.Parts.OfType<VariablePart>() ?? []
            where !allowed.Contains(variable.Name)
            select new TemplateProblem(TemplateProblemCode.UnknownVariable, variable.Position, variable.Length));

        if (text.Length > Template.MaxLength)
        {
            problems.Add(new TemplateProblem(TemplateProblemCode.TooLong, Template.MaxLength, text.Length - Template.MaxLength));
        }

        if (HiddenCharacters.IndexIn(text) is >= 0 and var hidden)
        {
            problems.Add(new TemplateProblem(TemplateProblemCode.HiddenCharacters, hidden, 1));
        }

        return problems;
    }

    /// <summary>Whether an admin may add this fact: a name of its own, and a value that is plain text.</summary>
    public static bool IsFact(string name, string value) =>
        Template.IsVariableName(name)
        && TemplateVariables.BuiltIn.All(variable => variable.Name != name)
        && name != TemplateVariables.Location
        && value is { Length: > 0 and <= 500 }
        && !string.IsNullOrWhiteSpace(value)
        && value.AsSpan().IndexOfAny('{', '}') < 0
        && HiddenCharacters.IndexIn(value) < 0;
}
