namespace PatternFunctions.Learning;

/// <summary>One of <see cref="Proposed"/>, <see cref="NotReusable"/>, <see cref="Refused"/> and <see cref="TryLater"/>.</summary>
public abstract record AnalysisOutcome
{
    /// <summary>What the model's calls used; null if none was made.</summary>
    public AnalysisUsage? Usage { get; init; }
}

/// <summary>Validated: to be stored, inactive, with the seed confidence.</summary>
public sealed record Proposed(PatternProposal Proposal) : AnalysisOutcome;

/// <summary>The answer helps nobody else ("ok see you at 7"). Final: the example teaches nothing. The reason is a code such as <c>one_off</c>.</summary>
public sealed record NotReusable(string Reason) : AnalysisOutcome;

/// <summary>Something was proposed that must not become a pattern. Final: the example is kept for a person.</summary>
public sealed record Refused(IReadOnlyList<Refusal> Reasons) : AnalysisOutcome;

/// <summary>Nothing is known yet: the model is down, busy, or too dear today. The example waits as long as was asked for; null if nothing was said.</summary>
public sealed record TryLater(TryLaterReason Reason, TimeSpan? RetryAfter) : AnalysisOutcome
{
    /// <summary>Whether the model was asked, in vain.</summary>
    public bool IsFailure => Reason is not (TryLaterReason.BudgetSpent or TryLaterReason.CircuitOpen);
}
