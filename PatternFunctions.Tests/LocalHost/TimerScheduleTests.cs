using System.Globalization;
using PatternFunctions.LocalHost;
using PatternFunctions.LocalHost.Timers;

namespace PatternFunctions.Tests.LocalHost;

public sealed class TimerScheduleTests
{
    private static readonly DateTime noon = Utc("2026-03-08T12:00:00");

    [Theory]
    [InlineData("0 0 3 * * *", "2026-03-08T02:59:59", "2026-03-08T03:00:00")]
    [InlineData("0 0 3 * * *", "2026-03-08T03:00:00", "2026-03-09T03:00:00")]
    // No local clock skips or repeats an hour in UTC: these are the two nights on which American and European clocks change.
    [InlineData("0 30 2 * * *", "2026-03-08T00:00:00", "2026-03-08T02:30:00")]
    [InlineData("0 30 1 * * *", "2026-10-25T00:45:00", "2026-10-25T01:30:00")]
    [InlineData("*/15 * * * * *", "2026-03-08T00:00:01", "2026-03-08T00:00:15")]
    [InlineData("0 0 9 * * 1-5", "2026-03-07T00:00:00", "2026-03-09T09:00:00")]
    public void The_next_time_is_reckoned_in_utc(string schedule, string from, string next)
    {
        Assert.True(TimerSchedule.TryParse(schedule, out var parsed));

        Assert.Equal(Utc(next), parsed.Next(Utc(from)));
        Assert.Equal(DateTimeKind.Utc, parsed.Next(Utc(from)).Kind);
    }

    [Theory]
    [InlineData("0 3 * * *")]
    [InlineData("0 0 25 * * *")]
    [InlineData("01:00:00")]
    [InlineData("")]
    public void Anything_but_six_fields_is_refused(string schedule) => Assert.False(TimerSchedule.TryParse(schedule, out _));

    [Theory]
    [InlineData("0 * * * * *", true)]
    [InlineData("30 0 3 * * *", true)]
    [InlineData("*/30 * * * * *", false)]
    [InlineData("0,10 0 3 * * *", false)]
    public void More_than_once_a_minute_is_not_remembered(string schedule, bool monitored) =>
        Assert.Equal(monitored, Parse(schedule).CanBeMonitored(noon));

    [Fact]
    public void A_new_timer_begins_with_the_next_time()
    {
        var status = Parse("0 0 3 * * *").Reconcile(recorded: null, noon);

        Assert.Equal((default(DateTime), Utc("2026-03-09T03:00:00"), noon), (status.Last, status.Next, status.LastUpdated));
    }

    [Fact]
    public void A_missed_time_is_kept()
    {
        var recorded = new ScheduleStatus { Last = Utc("2026-03-06T03:00:00"), Next = Utc("2026-03-07T03:00:00"), LastUpdated = Utc("2026-03-06T03:00:00") };

        Assert.Same(recorded, Parse("0 0 3 * * *").Reconcile(recorded, noon));
    }

    [Fact]
    public void A_changed_schedule_is_not_a_missed_time()
    {
        var recorded = new ScheduleStatus { Last = Utc("2026-03-06T03:00:00"), Next = Utc("2026-03-07T03:00:00"), LastUpdated = Utc("2026-03-06T03:00:00") };

        Assert.Equal(Utc("2026-03-09T04:00:00"), Parse("0 0 4 * * *").Reconcile(recorded, noon).Next);
    }

    [Fact]
    public void A_status_that_was_reconciled_is_taken_as_it_is_the_next_time()
    {
        var schedule = Parse("0 0 4 * * *");
        var first = schedule.Reconcile(new ScheduleStatus { Last = Utc("2026-03-06T03:00:00"), Next = Utc("2026-03-07T03:00:00") }, noon);

        Assert.Same(first, schedule.Reconcile(first, Utc("2026-03-09T05:00:00")));
    }

    private static TimerSchedule Parse(string text)
    {
        Assert.True(TimerSchedule.TryParse(text, out var schedule));
        return schedule;
    }

    private static DateTime Utc(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
