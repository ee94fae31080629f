namespace PatternFunctions.Patterns;

/// <param name="Value">The new confidence, 0 to 1.</param>
/// <param name="Delta">What was really applied: less than the step at either end.</param>
public sealed record ConfidenceChange(decimal Value, decimal Delta);
