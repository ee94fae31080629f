using System.Diagnostics;
using PatternFunctions.Functions;
using PatternFunctions.Playground.Hosting;

namespace PatternFunctions.Playground.Scenario;

/// <summary>
/// Lets hours pass in moments. The queues and timers wait in real time, so the clock jumps from one thing that is due to
/// the next, and what is due there is handed over by hand; the app does the rest as ever.
/// </summary>
public sealed class PassageOfTime
{
    /// <summary>When the decay runs each day; UTC.</summary>
    public static readonly TimeSpan DecayTime = new(0, 10, 0);

    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan shortPause = TimeSpan.FromMilliseconds(10);

    private readonly Sandbox sandbox;
    private readonly WaitingWorkReader work;
    private readonly long eventsBefore;

    private PassageOfTime(Sandbox sandbox, WaitingWorkReader work, long eventsBefore) =>
        (this.sandbox, this.work, this.eventsBefore) = (sandbox, work, eventsBefore);

    /// <summary>Before anybody texts: from here on, as many events must come to an end as were acknowledged.</summary>
    public static async Task<PassageOfTime> BeginAsync(Sandbox sandbox, CancellationToken cancellationToken)
    {
        var work = new WaitingWorkReader(sandbox.Psql);
        return new PassageOfTime(sandbox, work, await work.CountEventsAsync(cancellationToken));
    }

    /// <summary>Goes on until then, and until all that follows from it has been done.</summary>
    public async Task UntilAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        await SettleAsync(cancellationToken);
        while (await NextAsync(cancellationToken) is { } next && next.DueAt <= time)
        {
            sandbox.Clock.AdvanceTo(next.DueAt + shortPause);
            await sandbox.RunFunctionAsync(next.Function, next.Input, cancellationToken);
            await WaitAsync(
                async () => next.Function == nameof(DecayConfidence) && await work.LastDecayAsync(cancellationToken) < DateOnly.FromDateTime(next.DueAt.UtcDateTime)
                    ? next.ToString()
                    : await FindUnfinishedAsync(cancellationToken),
                cancellationToken);
        }

        sandbox.Clock.AdvanceTo(time);
    }

    /// <summary>Waits, in real time, until the app has nothing to do at this moment of the clock.</summary>
    /// <exception cref="TimeoutException">Something does not come to its end.</exception>
    public Task SettleAsync(CancellationToken cancellationToken) =>
        WaitAsync(() => FindUnfinishedAsync(cancellationToken), cancellationToken);

    /// <summary>Waits, in real time, until nothing is left that a time has to pass for, proposals to operators aside.</summary>
    public async Task RestAsync(CancellationToken cancellationToken)
    {
        do
        {
            await SettleAsync(cancellationToken);
            await Task.Delay(shortPause, cancellationToken);
        }
        while ((await work.ReadAsync(cancellationToken)).Any(waiting => waiting.Function != nameof(Sweep)));
    }

    private static async Task WaitAsync(Func<Task<string?>> findUnfinished, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (await findUnfinished() is { } unfinished)
        {
            if (waited.Elapsed > patience)
            {
                throw new TimeoutException($"Still not done after {patience.TotalSeconds} s: {unfinished}.");
            }

            await Task.Delay(shortPause, cancellationToken);
        }
    }

    private async Task<string?> FindUnfinishedAsync(CancellationToken cancellationToken)
    {
        await sandbox.OpenPhone.WhenQuietAsync(cancellationToken).WaitAsync(patience, cancellationToken);
        var accepted = sandbox.OpenPhone.Deliveries.Count(delivery => delivery.IsAccepted);
        var finished = await work.CountEventsAsync(cancellationToken) - eventsBefore;
        if (finished < accepted)
        {
            return $"{accepted - finished} of {accepted} events";
        }

        var now = sandbox.Clock.GetUtcNow();
        var due = (await work.ReadAsync(cancellationToken)).FirstOrDefault(waiting => waiting.DueAt <= now);
        if (due is not null)
        {
            return due.ToString();
        }

        // A reply that was sent in between has brought echoes.
        return sandbox.OpenPhone.Deliveries.Count(delivery => delivery.IsAccepted) > accepted ? "echoes" : null;
    }

    private async Task<WaitingWork?> NextAsync(CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(sandbox.Clock.GetUtcNow().UtcDateTime);
        var lastDecay = await work.LastDecayAsync(cancellationToken);
        var decayDay = lastDecay >= today || sandbox.Clock.GetUtcNow().TimeOfDay > DecayTime ? today.AddDays(1) : today;
        var decay = new WaitingWork(
            nameof(DecayConfidence), "", new DateTimeOffset(decayDay.ToDateTime(TimeOnly.FromTimeSpan(DecayTime)), TimeSpan.Zero));
        return (await work.ReadAsync(cancellationToken)).Append(decay).MinBy(waiting => waiting.DueAt);
    }
}
