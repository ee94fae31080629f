namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <summary>A customer whom the business has given a name.</summary>
/// <param name="Id"><c>CT…</c></param>
/// <param name="Phone">E.164.</param>
public sealed record Contact(
    string Id, string FirstName, string LastName, string Phone, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
