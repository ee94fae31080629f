namespace PatternFunctions.LocalHost;

public sealed class TimerInfo
{
    /// <summary>Null where the timer is not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this run makes up for one that was missed while no host was running.</summary>
    public bool IsPastDue { get; set; }
}
