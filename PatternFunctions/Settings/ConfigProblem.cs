namespace PatternFunctions.Settings;

/// <param name="Key">The key whose value cannot be used.</param>
/// <param name="Reason">What is wrong, for people.</param>
/// <param name="Used">The value in use instead.</param>
public sealed record ConfigProblem(string Key, string Reason, string Used);
