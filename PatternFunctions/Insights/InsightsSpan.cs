namespace PatternFunctions.Insights;

/// <summary>Days on the business's calendar, the first and the last included.</summary>
public sealed record InsightsSpan(DateOnly First, DateOnly Last, TimeZoneInfo Zone)
{
    /// <summary>What is shown if nobody says which.</summary>
    public const int UsualDays = 30;

    /// <summary>UTC, as both bounds.</summary>
    public DateTimeOffset Since => Begin(First);

    /// <summary>Not included.</summary>
    public DateTimeOffset Until => Begin(Last.AddDays(1));

    public IEnumerable<DateOnly> Days => Enumerable.Range(0, Last.DayNumber - First.DayNumber + 1).Select(First.AddDays);

    /// <param name="days">How many, today included.</param>
    /// <param name="now">UTC.</param>
    /// <param name="zone">Whose days.</param>
    public static InsightsSpan UpTo(DateTimeOffset now, int days, TimeZoneInfo zone)
    {
        var today = DateOf(now, zone);
        return new InsightsSpan(today.AddDays(1 - days), today, zone);
    }

    public static DateOnly DateOf(DateTimeOffset moment, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);

    /// <summary>UTC.</summary>
    public DateTimeOffset Begin(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
