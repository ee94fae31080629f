using PatternFunctions.WebConsole.Charts;

namespace PatternFunctions.WebConsole.Insights;

public sealed record InsightsModel
{
    /// <summary>On the business's calendar, both included.</summary>
    public required DateOnly From { get; init; }

    public required DateOnly Until { get; init; }

    public required DateOnly Today { get; init; }

    public required IReadOnlyList<Tile> Tiles { get; init; }

    public required IReadOnlyList<Bar> Bars { get; init; }

    public required IReadOnlyList<CalibrationPoint> Reliability { get; init; }

    public required IReadOnlyList<RateRow> Patterns { get; init; }

    public required IReadOnlyList<RateRow> Operators { get; init; }

    public required IReadOnlyList<GroupRow> Unanswered { get; init; }

    /// <summary>How long customers waited, by how they were answered.</summary>
    public required IReadOnlyList<AnswerRow> FirstAnswers { get; init; }

    /// <summary>What waits, by its age.</summary>
    public required IReadOnlyList<AgeRow> Ages { get; init; }

    /// <summary>Confidence that went because patterns were not used.</summary>
    public required IReadOnlyList<DayValue> Decay { get; init; }

    public required IReadOnlyList<DayValue> Spending { get; init; }

    public required IReadOnlyList<Tile> Costs { get; init; }

    public bool IsEmpty => Bars.All(bar => bar.Total == 0);

    public int Days => Until.DayNumber - From.DayNumber + 1;
}

/// <param name="Note">What the number is made of.</param>
public sealed record Tile(string Name, string Value, string Note);

/// <param name="PatternId">Null for an operator.</param>
/// <param name="Last">Of a pattern: answered automatically and contradicted; of an operator: how long a verdict takes.</param>
public sealed record RateRow(string Name, long? PatternId, int Approved, int Modified, int Rejected, string Last);

public sealed record GroupRow(string Example, int Times, DateTimeOffset LastAt);

/// <param name="IsSum">Of the rows below it.</param>
public sealed record AnswerRow(string Name, bool IsSum, int Answered, string Median, string Slow);

public sealed record AgeRow(string Name, int Waiting);

/// <param name="Note">What stands with it, for who looks closer.</param>
public sealed record DayValue(DateOnly Day, double Value, string Note);
