using System.ComponentModel.DataAnnotations;

namespace PatternFunctions.Insights;

public sealed record InsightsQuery
{
    /// <summary>How many days back, today included.</summary>
    [Range(1, 366)]
    public int Days { get; set; } = 30;
}
