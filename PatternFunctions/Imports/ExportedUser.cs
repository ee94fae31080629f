namespace PatternFunctions.Imports;

/// <summary>One row of a user export: somebody who answers for the business.</summary>
/// <param name="Id"><c>US…</c></param>
public sealed record ExportedUser(string Id, string Name);
