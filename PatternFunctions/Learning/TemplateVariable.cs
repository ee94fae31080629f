namespace PatternFunctions.Learning;

/// <summary>A variable that templates may use, and what it can be filled with.</summary>
public sealed record TemplateVariable
{
    /// <summary>Lower-case letters, digits and underscores; a letter first; at most 40.</summary>
    public required string Name { get; init; }

    public required VariableSource Source { get; init; }

    /// <summary>Shown to people and to the model.</summary>
    public required string Description { get; init; }

    /// <summary>
    /// A fact's one value; for a variable of the message, the values to look for (locations, say), if they are a fixed list.
    /// </summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    public static TemplateVariable Fact(string name, string value, string description) =>
        new() { Name = name, Source = VariableSource.Fact, Description = description, Values = [value] };
}
