namespace PatternFunctions.Insights;

/// <summary>Counts over the last days, from what is on record; nothing is estimated.</summary>
/// <param name="Questions">Customers' questions that were decided.</param>
/// <param name="Matched">Those of them that a pattern matched.</param>
/// <param name="ByMode">How they were dealt with: auto, suggest, queue, shadow.</param>
/// <param name="ByOutcome">How they ended.</param>
/// <param name="AutomaticReplies">Texts that went out by themselves.</param>
/// <param name="Contradicted">Those of them that turned out wrong.</param>
/// <param name="ApprovalRate">Approved as they stood, of all that operators decided; null without any.</param>
/// <param name="MedianDecisionSeconds">From the question's coming up for decision to the operator's verdict; null without any.</param>
/// <param name="Waiting">What waits for operators now.</param>
/// <param name="Matching">How far matches by similarity can be trusted; null until matching has been fitted.</param>
public sealed record InsightsReport(
    int Days, long Questions, long Matched, IReadOnlyList<Count> ByMode, IReadOnlyList<Count> ByOutcome, long AutomaticReplies,
    long Contradicted, double? ApprovalRate, double? MedianDecisionSeconds, long Waiting, PatternCounts Patterns,
    MatchingReport? Matching);

public sealed record Count(string Name, long Number);

public sealed record PatternCounts(long Total, long Active, long Automatic, long Retired);
