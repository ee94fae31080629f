using PatternFunctions.WebConsole.Charts;

namespace PatternFunctions.WebConsole.Insights;

public sealed record InsightsModel
{
    /// <summary>How many, today included.</summary>
    public required int Days { get; init; }

    public required IReadOnlyList<Tile> Tiles { get; init; }

    public required IReadOnlyList<Bar> Bars { get; init; }

    public required IReadOnlyList<CalibrationPoint> Reliability { get; init; }

    public required IReadOnlyList<RateRow> Patterns { get; init; }

    public required IReadOnlyList<RateRow> Operators { get; init; }

    public required IReadOnlyList<GroupRow> Unanswered { get; init; }

    public required IReadOnlyList<Tile> Costs { get; init; }

    public bool IsEmpty => Bars.All(bar => bar.Total == 0);
}

/// <param name="Note">What the number is made of.</param>
public sealed record Tile(string Name, string Value, string Note);

/// <param name="PatternId">Null for an operator.</param>
/// <param name="Last">Of a pattern: answered automatically and contradicted; of an operator: how long a verdict takes.</param>
public sealed record RateRow(string Name, long? PatternId, int Approved, int Modified, int Rejected, string Last);

public sealed record GroupRow(string Example, int Times, DateTimeOffset LastAt);
