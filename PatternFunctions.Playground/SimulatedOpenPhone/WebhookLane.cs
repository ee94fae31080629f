namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <summary>Keeps the first attempts of one subscription in order, as far as <see cref="Disorder"/> leaves any.</summary>
internal sealed class WebhookLane(Disorder disorder, Random random)
{
    private Task last = Task.CompletedTask;

    /// <returns>One delay for each time that the event is delivered; zero is in order.</returns>
    public IReadOnlyList<TimeSpan> DrawDelays()
    {
        var isRepeated = random.NextDouble() < disorder.Duplicates;
        return isRepeated ? [DrawDelay(), DrawDelay()] : [DrawDelay()];
    }

    /// <summary>Not to be called by two at once.</summary>
    public Task Queue(Func<Task> attempt) => last = AfterAsync(last, attempt);

    private static async Task AfterAsync(Task previous, Func<Task> attempt)
    {
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        await attempt();
    }

    private TimeSpan DrawDelay()
    {
        var (isHeldBack, share) = (random.NextDouble() < disorder.Delays, random.NextDouble());
        return isHeldBack ? disorder.MaxDelay * share : TimeSpan.Zero;
    }
}
