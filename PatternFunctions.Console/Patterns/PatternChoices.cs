namespace PatternFunctions.WebConsole.Patterns;

/// <summary>What may stand in a pattern's form.</summary>
public sealed record PatternChoices(IReadOnlyList<string> Types, IReadOnlyList<VariableRow> Variables);

/// <param name="Name">In a template within double braces.</param>
/// <param name="Description">What it is filled with.</param>
/// <param name="IsFact">It is the business's own, the same for every customer.</param>
public sealed record VariableRow(string Name, string Description, bool IsFact);
