namespace PatternFunctions.Playground.Club;

/// <param name="Row">Counted from 1, the header.</param>
/// <param name="Reason">Without anything that somebody wrote.</param>
public sealed record SkippedRow(int Row, string Reason);
