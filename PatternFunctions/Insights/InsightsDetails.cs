namespace PatternFunctions.Insights;

public sealed record InsightsDetails
{
    /// <summary>Every day, also those without questions.</summary>
    public required IReadOnlyList<ModeDay> Days { get; init; }

    /// <summary>The most used first.</summary>
    public required IReadOnlyList<PatternRates> Patterns { get; init; }

    public required IReadOnlyList<OperatorRates> Operators { get; init; }

    public required IReadOnlyList<ReliabilityBin> Reliability { get; init; }

    /// <summary>The most frequent first.</summary>
    public required IReadOnlyList<UnansweredGroup> Unanswered { get; init; }

    public required IReadOnlyList<AnswerTimes> FirstAnswers { get; init; }

    /// <summary>What the model cost; every day.</summary>
    public required IReadOnlyList<CostDay> Costs { get; init; }

    /// <summary>Every day.</summary>
    public required IReadOnlyList<DecayDay> Decay { get; init; }

    public required TotalsRecord Totals { get; init; }

    public required QueueRecord Queue { get; init; }

    /// <summary>Since when each question waits that waits now; oldest first.</summary>
    public required IReadOnlyList<WaitingQuestion> Waiting { get; init; }
}

/// <summary>Questions of a day, by what was decided.</summary>
public sealed record ModeDay(DateOnly Day, int Auto, int Suggest, int Queue, int Shadow);

public sealed record PatternRates(long PatternId, string Question, int Uses, int Approved, int Modified, int Rejected, int Automatic, int Contradicted);

/// <param name="MedianSeconds">From the question's coming up to the verdict.</param>
public sealed record OperatorRates(string Operator, int Approved, int Modified, int Rejected, double MedianSeconds);

/// <param name="From">Of match probabilities from here on, a tenth wide.</param>
/// <param name="Mean">Of those probabilities.</param>
public sealed record ReliabilityBin(double From, double Mean, int Judged, int Right);

public sealed record UnansweredGroup(string Example, int Times, DateTimeOffset LastAt);

public sealed record CostDay(DateOnly Day, decimal SpentUsd);

/// <param name="Patterns">How many lost confidence that night because nobody used them.</param>
/// <param name="Lost">How much of it, together.</param>
public sealed record DecayDay(DateOnly Day, int Patterns, decimal Lost);

/// <param name="Matched">Questions that were like a pattern.</param>
/// <param name="Automatic">Answers that went out by themselves.</param>
/// <param name="Confirmed">Those that nothing contradicted within a day.</param>
/// <param name="Open">Those that are not judged yet.</param>
public sealed record TotalsRecord(int Questions, int Matched, int Automatic, int Confirmed, int Contradicted, int Open);

/// <param name="MedianSeconds">To a verdict; null without any.</param>
/// <param name="SlowSeconds">Nine of ten were faster.</param>
public sealed record QueueRecord(int Approved, int Modified, int Rejected, int Expired, double? MedianSeconds, double? SlowSeconds);

/// <param name="Kind">suggestion, approval or attention.</param>
public sealed record WaitingQuestion(long Id, string Kind, DateTimeOffset Since, DateTimeOffset ExpiresAt);
