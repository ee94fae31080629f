namespace PatternFunctions.Settings;

/// <summary>What each entry of a list must be.</summary>
/// <param name="Form">In words, after "Each entry must be".</param>
public sealed record ConfigEntries(Func<string, bool> IsValid, string Form);
