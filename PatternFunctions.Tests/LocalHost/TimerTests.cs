using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PatternFunctions.LocalHost;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.LocalHost;

public sealed class TimerTests : IAsyncLifetime
{
    private readonly WatchedClock clock = new(new DateTimeOffset(2026, 3, 8, 1, 0, 0, TimeSpan.Zero));
    private TestStorage storage = null!;

    public async Task InitializeAsync() => storage = await TestStorage.CreateAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task It_runs_at_its_time_in_utc_and_again_the_next_day()
    {
        await using var host = await StartAsync(typeof(Nightly));

        await AdvanceUntilAsync(host, runs: 2, step: TimeSpan.FromMinutes(10));

        Assert.Equal(["2026-03-08 03:00 due 2026-03-08 03:00", "2026-03-09 03:00 due 2026-03-09 03:00"], host.Probe.Seen);
    }

    [Fact]
    public async Task A_missed_run_is_made_up_for_once()
    {
        await using (var first = await StartAsync(typeof(Nightly)))
        {
            await AdvanceUntilAsync(first, runs: 1, step: TimeSpan.FromMinutes(10));
        }

        // Three nights without a host.
        clock.Advance(new DateTimeOffset(2026, 3, 11, 12, 0, 0, TimeSpan.Zero) - clock.GetUtcNow());
        await using (var second = await StartAsync(typeof(Nightly)))
        {
            await Eventually.HoldsAsync(() => !second.Probe.Seen.IsEmpty);
            Assert.Equal(["2026-03-11 12:00 due 2026-03-09 03:00 past due"], second.Probe.Seen);
        }

        await using var third = await StartAsync(typeof(Nightly));
        await AdvanceUntilAsync(third, runs: 1, step: TimeSpan.FromMinutes(10));
        Assert.Equal(["2026-03-12 03:00 due 2026-03-12 03:00"], third.Probe.Seen);
    }

    [Fact]
    public async Task Run_on_startup_runs_at_once_and_goes_on_by_schedule()
    {
        await using var host = await StartAsync(typeof(Starting));
        await Eventually.HoldsAsync(() => host.Probe.Seen.Count == 1);

        await AdvanceUntilAsync(host, runs: 2, step: TimeSpan.FromMinutes(10));

        Assert.Equal(["2026-03-08 01:00 due 2026-03-08 03:00", "2026-03-08 03:00 due 2026-03-08 03:00"], host.Probe.Seen);
    }

    [Fact]
    public async Task A_failure_does_not_end_the_schedule()
    {
        await using var host = await StartAsync(typeof(Failing));

        await AdvanceUntilAsync(host, runs: 2, step: TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task What_fires_more_than_once_a_minute_has_no_status()
    {
        await using var host = await StartAsync(typeof(Often));

        await AdvanceUntilAsync(host, runs: 1, step: TimeSpan.FromSeconds(1));

        Assert.Equal("2026-03-08 01:00 unmonitored", host.Probe.Seen.First());
    }

    [Fact]
    public async Task Only_one_instance_runs_it_and_another_takes_over()
    {
        await using var first = await StartAsync(typeof(Starting));
        await Eventually.HoldsAsync(() => first.Probe.Seen.Count == 1);
        await using var second = await StartAsync(typeof(Starting));

        await AdvanceUntilAsync(first, runs: 3, step: TimeSpan.FromMinutes(10));
        Assert.Empty(second.Probe.Seen);

        await first.StopAsync();
        await Eventually.HoldsAsync(() => second.Probe.Seen.Count == 1);
    }

    [Fact]
    public async Task A_schedule_can_come_from_a_setting()
    {
        await using var host = await StartAsync(typeof(FromSetting));

        await AdvanceUntilAsync(host, runs: 1, step: TimeSpan.FromMinutes(10));

        Assert.Equal(["2026-03-08 04:30 due 2026-03-08 04:30"], host.Probe.Seen);
    }

    private Task<RunningHost> StartAsync(Type functions)
    {
        var builder = RunningHost.Builder(functions);
        builder.Configuration["AzureWebJobsStorage"] = storage.ConnectionString;
        builder.Configuration["NightSchedule"] = "0 30 4 * * *";
        builder.Services.AddSingleton<TimeProvider>(clock);
        return RunningHost.StartAsync(builder);
    }

    private async Task AdvanceUntilAsync(RunningHost host, int runs, TimeSpan step)
    {
        await Eventually.HoldsAsync(() =>
        {
            // Time goes on only while the host waits for it, and not beyond what it waits for: else a slow machine is late.
            var left = clock.AwaitedUntil - clock.GetUtcNow();
            if (host.Probe.Seen.Count < runs && left > TimeSpan.Zero)
            {
                clock.Advance(left < step ? left : step);
            }

            return host.Probe.Seen.Count >= runs;
        });
    }

    private static string Describe(TimerInfo timer, TimeProvider clock) =>
        $"{clock.GetUtcNow():yyyy-MM-dd HH:mm}{(timer.ScheduleStatus is { } status ? $" due {status.Next:yyyy-MM-dd HH:mm}" : " unmonitored")}{(timer.IsPastDue ? " past due" : "")}";

    private sealed class WatchedClock(DateTimeOffset start) : FakeTimeProvider(start)
    {
        /// <summary>What the last one who waits is waiting for.</summary>
        public DateTimeOffset AwaitedUntil { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            AwaitedUntil = GetUtcNow() + dueTime;
            return timer;
        }
    }

    public sealed class Nightly(Probe probe, TimeProvider clock)
    {
        [Function("Nightly")]
        public void Run([TimerTrigger("0 0 3 * * *")] TimerInfo timer) => probe.See(Describe(timer, clock));
    }

    public sealed class Starting(Probe probe, TimeProvider clock)
    {
        [Function("Starting")]
        public void Run([TimerTrigger("0 0 3 * * *", RunOnStartup = true)] TimerInfo timer) => probe.See(Describe(timer, clock));
    }

    public sealed class Failing(Probe probe)
    {
        [Function("Failing")]
        public void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer)
        {
            probe.See($"{timer.ScheduleStatus?.Next}");
            throw new InvalidOperationException("It fails.");
        }
    }

    public sealed class Often(Probe probe, TimeProvider clock)
    {
        [Function("Often")]
        public void Run([TimerTrigger("*/10 * * * * *")] TimerInfo timer) => probe.See(Describe(timer, clock));
    }

    public sealed class FromSetting(Probe probe, TimeProvider clock)
    {
        [Function("FromSetting")]
        public void Run([TimerTrigger("%NightSchedule%")] TimerInfo timer) => probe.See(Describe(timer, clock));
    }
}
