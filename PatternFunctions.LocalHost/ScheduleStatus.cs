namespace PatternFunctions.LocalHost;

/// <summary>All times are UTC; <see cref="Last"/> is the default value until the first run.</summary>
public sealed class ScheduleStatus
{
    public DateTime Last { get; set; }

    public DateTime Next { get; set; }

    public DateTime LastUpdated { get; set; }
}
