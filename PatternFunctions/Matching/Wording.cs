namespace PatternFunctions.Matching;

/// <summary>One confirmed way of asking for a pattern.</summary>
/// <param name="Text">As the customer wrote it.</param>
/// <param name="Vector">The encoder's; null while there is none, and the wording is compared lexically.</param>
public sealed record Wording(string Text, float[]? Vector);

/// <summary>All wordings of a pattern; none if the pattern is no longer to be matched.</summary>
public sealed record PatternWordings(long PatternId, IReadOnlyList<Wording> Wordings);
