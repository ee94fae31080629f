using System.Diagnostics.CodeAnalysis;
using NCrontab;

namespace PatternFunctions.LocalHost.Timers;

/// <summary>NCRONTAB with seconds, in UTC.</summary>
internal sealed class TimerSchedule
{
    private static readonly TimeSpan ShortestMonitored = TimeSpan.FromMinutes(1);
    private readonly CrontabSchedule cron;

    private TimerSchedule(CrontabSchedule cron) => this.cron = cron;

    public static bool TryParse(string text, [NotNullWhen(true)] out TimerSchedule? schedule)
    {
        var cron = CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = true });
        schedule = cron is null ? null : new TimerSchedule(cron);
        return schedule is not null;
    }

    public DateTime Next(DateTime utc) => DateTime.SpecifyKind(cron.GetNextOccurrence(utc), DateTimeKind.Utc);

    /// <summary>Whether the host remembers runs at all: not of a schedule that fires more than once a minute.</summary>
    public bool CanBeMonitored(DateTime utc)
    {
        var next = utc;
        for (var i = 0; i < 5; i++)
        {
            var previous = next;
            next = Next(previous);
            if (i > 0 && next - previous < ShortestMonitored)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What to go by after a start: nothing recorded yet, the record as it is, or the record under a changed schedule.</summary>
    public ScheduleStatus Reconcile(ScheduleStatus? recorded, DateTime utc)
    {
        if (recorded is null)
        {
            return new ScheduleStatus { Next = Next(utc), LastUpdated = utc };
        }

        var basis = recorded.Last == default ? recorded.LastUpdated : recorded.Last;
        var expected = Next(basis);
        if (recorded.Next == expected)
        {
            return recorded;
        }

        // A new schedule must not look like a missed run of the old one.
        return new ScheduleStatus { Next = expected < utc ? Next(utc) : expected, LastUpdated = expected < utc ? utc : basis };
    }
}
