namespace PatternFunctions.Playground.Machine;

/// <param name="Stage">What is being done, to be shown to a person.</param>
/// <param name="Fraction">From 0 to 1, or null where nobody can tell.</param>
public sealed record SetupStep(string Stage, double? Fraction = null);
