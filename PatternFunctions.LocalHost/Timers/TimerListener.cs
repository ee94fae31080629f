using Azure;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Logging;
using PatternFunctions.LocalHost.Hosting;

namespace PatternFunctions.LocalHost.Timers;

/// <summary>Runs one timer's function at its times, on one instance only.</summary>
internal sealed partial class TimerListener(
    FunctionEntry entry,
    TimerSchedule schedule,
    TimerStore store,
    FunctionInvoker invoker,
    TimeProvider clock,
    ILogger<TimerListener> logger) : IListener
{
    // The real host takes a minute for both: here a timer is back sooner after a crash.
    private static readonly TimeSpan LockDuration = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(24);
    private readonly bool monitored = entry.UseMonitor && schedule.CanBeMonitored(clock.GetUtcNow().UtcDateTime);

    public async Task RunAsync(CancellationToken stopping, CancellationToken abort)
    {
        var first = true;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await store.TryLockAsync(LockDuration, stopping) is { } lease)
                {
                    await RunLockedAsync(lease, entry.RunOnStartup && first, stopping, abort);
                    first = false;
                }
            }
            catch (Exception exception) when (exception is RequestFailedException or AggregateException)
            {
                LogStorage(exception, entry.Name);
            }
            catch (OperationCanceledException)
            {
                // Stopping, or the lock is lost: then another instance has it, or it is tried for again.
            }

            await Task.Delay(RetryInterval, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RunLockedAsync(BlobLeaseClient lease, bool runNow, CancellationToken stopping, CancellationToken abort)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var renewing = RenewAsync(lease, held);
        try
        {
            await RunScheduleAsync(runNow, held.Token, abort);
        }
        finally
        {
            await held.CancelAsync();
            await renewing;
        }
    }

    private async Task RunScheduleAsync(bool runNow, CancellationToken held, CancellationToken abort)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var recorded = monitored ? await store.ReadAsync(held) : null;
        var status = schedule.Reconcile(recorded, now);
        if (monitored && status != recorded)
        {
            await store.WriteAsync(status, held);
        }

        var pastDue = now > status.Next;
        var unscheduled = pastDue || runNow;
        while (unscheduled || await WaitUntilAsync(status.Next, held))
        {
            var started = clock.GetUtcNow().UtcDateTime;
            LogRunning(entry.Name, pastDue);
            await invoker.TryInvokeAsync(entry, new TimerInfo { ScheduleStatus = monitored ? status : null, IsPastDue = pastDue }, abort);
            status = new ScheduleStatus { Last = started, Next = schedule.Next(started), LastUpdated = started };
            if (monitored)
            {
                await store.WriteAsync(status, CancellationToken.None);
            }

            (pastDue, unscheduled) = (false, false);
        }
    }

    /// <returns>False when it must not run any more.</returns>
    private async Task<bool> WaitUntilAsync(DateTime next, CancellationToken held)
    {
        while (!held.IsCancellationRequested)
        {
            var wait = next - clock.GetUtcNow().UtcDateTime;
            if (wait <= TimeSpan.Zero)
            {
                return true;
            }

            // Timers count in whole milliseconds and refuse to wait for more than some weeks.
            wait = wait < LongestDelay ? TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)) : LongestDelay;
            await Task.Delay(wait, clock, held).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return false;
    }

    private async Task RenewAsync(BlobLeaseClient lease, CancellationTokenSource held)
    {
        try
        {
            while (true)
            {
                await Task.Delay(LockDuration / 3, held.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (held.IsCancellationRequested)
                {
                    await lease.ReleaseAsync(cancellationToken: CancellationToken.None);
                    return;
                }

                await lease.RenewAsync(cancellationToken: CancellationToken.None);
            }
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException)
        {
            LogStorage(exception, entry.Name);
            await held.CancelAsync();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Function} runs (past due: {PastDue}).")]
    private partial void LogRunning(string function, bool pastDue);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function} cannot reach its blobs; it will try again.")]
    private partial void LogStorage(Exception exception, string function);
}
