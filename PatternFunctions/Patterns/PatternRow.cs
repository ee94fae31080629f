using PatternFunctions.Decisions;

namespace PatternFunctions.Patterns;

/// <summary>A pattern as a decision and a reply need it.</summary>
public sealed record PatternRow(PatternSnapshot Snapshot, string ResponseTemplate);
