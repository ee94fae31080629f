namespace PatternFunctions.WebConsole.Insights;

/// <summary>What the system would have done: of live traffic, or of an import's history, played again.</summary>
public sealed record ShadowModel
{
    /// <summary>Null for live traffic.</summary>
    public long? ImportId { get; init; }

    /// <summary>Live: how many days back.</summary>
    public int Days { get; init; }

    /// <summary>History: the newest so many pairs.</summary>
    public int Questions { get; init; }

    /// <summary>Wrong automatic replies that are tolerated, in per cent.</summary>
    public int RiskPercent { get; init; }

    /// <summary>The same as a page of its own, to take away.</summary>
    public string? File { get; init; }

    /// <summary>Null while a history is not played: that takes some seconds.</summary>
    public ShadowBody? Report { get; init; }
}

public sealed record ShadowBody
{
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? Until { get; init; }

    /// <summary>Answered questions before these.</summary>
    public int LearnedFrom { get; init; }

    public required int Questions { get; init; }

    public required IReadOnlyList<string> Findings { get; init; }

    /// <summary>auto, suggest, queue, shadow.</summary>
    public required IReadOnlyList<ShadowTierRow> Tiers { get; init; }

    public required IReadOnlyList<ShadowTierRow> Matches { get; init; }

    public required IReadOnlyList<ShadowPatternRow> Patterns { get; init; }

    public required IReadOnlyList<RiskPoint> Curve { get; init; }

    public required double Risk { get; init; }

    /// <summary>From which the risk is kept with 95 % confidence; null if nothing proves one.</summary>
    public double? Threshold { get; init; }

    public IReadOnlyList<Charts.CalibrationPoint> Fitted { get; init; } = [];

    public IReadOnlyList<Charts.CalibrationPoint> AsItIs { get; init; } = [];

    public double FittedError { get; init; }

    public double AsItIsError { get; init; }

    public required IReadOnlyList<ShadowExampleRow> Worst { get; init; }

    public required IReadOnlyList<ShadowExampleRow> Sample { get; init; }
}

/// <param name="Precision">Agreed of judged, with the bounds of its 95 % interval; null without any.</param>
public sealed record ShadowTierRow(string Name, int Questions, double Share, int Judged, int Same, int Agreed, double? Precision, double Lower, double Upper);

/// <param name="PatternId">Null in a history: its patterns are of the replay alone.</param>
public sealed record ShadowPatternRow(long? PatternId, string Question, int Uses, int Judged, int Agreed, double? Precision, double Lower, double Upper);

/// <param name="Bound">With 95 % confidence no more than this is wrong.</param>
public sealed record RiskPoint(double Threshold, double Coverage, double Risk, double Bound);

public sealed record ShadowExampleRow(DateTimeOffset At, string Question, string Reply, string Answer, string Would, double Confidence, bool Agrees);
