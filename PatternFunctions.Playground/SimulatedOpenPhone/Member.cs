namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <summary>Somebody who answers for the business.</summary>
/// <param name="Id"><c>US…</c></param>
/// <param name="Role">owner, admin or member.</param>
public sealed record Member(string Id, string FirstName, string LastName, string Email, string Role);
