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

    public required IReadOnlyList<CostDay> Costs { get; init; }

    public required AutomaticRecord Automatic { get; init; }

    public required QueueRecord Queue { get; init; }
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

/// <param name="Confirmed">Nothing contradicted them within a day.</param>
/// <param name="Open">Sent, and not judged yet.</param>
public sealed record AutomaticRecord(int Confirmed, int Contradicted, int Open);

/// <param name="MedianSeconds">To a verdict; null without any.</param>
/// <param name="SlowSeconds">Nine of ten were faster.</param>
/// <param name="OldestAt">Of what waits now.</param>
public sealed record QueueRecord(double? MedianSeconds, double? SlowSeconds, long Expired, DateTimeOffset? OldestAt);
