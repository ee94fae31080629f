namespace PatternFunctions.Patterns;

/// <summary>A pattern, in the version that was used, and the execution that a verdict is about.</summary>
public sealed record PatternUse(long PatternId, int Version, long ExecutionId);
