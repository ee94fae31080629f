namespace PatternFunctions.OpenPhone;

/// <summary>One of the business's own numbers.</summary>
/// <param name="Id">PN…</param>
/// <param name="Number">E.164.</param>
public sealed record ListedNumber(string Id, string Number);
