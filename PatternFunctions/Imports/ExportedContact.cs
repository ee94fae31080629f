namespace PatternFunctions.Imports;

/// <summary>One row of a contact export.</summary>
/// <param name="Id"><c>CT…</c></param>
/// <param name="Phones">E.164; never empty.</param>
public sealed record ExportedContact(string Id, string? FirstName, string? LastName, IReadOnlyList<string> Phones);
