namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <summary>A number of the business.</summary>
/// <param name="Id"><c>PN…</c></param>
/// <param name="Number">E.164.</param>
public sealed record PhoneLine(string Id, string Number, string Name);
