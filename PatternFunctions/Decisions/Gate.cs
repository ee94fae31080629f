namespace PatternFunctions.Decisions;

/// <summary>One condition of an automatic reply, as it was found.</summary>
/// <param name="Name">Stable, snake_case.</param>
/// <param name="Ok">Whether it lets an automatic reply through.</param>
/// <param name="Value">What was found.</param>
/// <param name="Required">What is needed.</param>
/// <param name="Sentence">Both, for people.</param>
public sealed record Gate(string Name, bool Ok, string Value, string Required, string Sentence);
