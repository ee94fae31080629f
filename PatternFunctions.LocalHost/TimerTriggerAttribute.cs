namespace PatternFunctions.LocalHost;

[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : Attribute
{
    /// <summary>NCRONTAB with six fields (seconds first), in UTC, or <c>%Setting%</c>.</summary>
    public string Schedule { get; } = schedule;

    public bool RunOnStartup { get; set; }

    /// <summary>Whether runs are remembered, so that a missed one is made up for. Schedules of less than a minute never are.</summary>
    public bool UseMonitor { get; set; } = true;
}
