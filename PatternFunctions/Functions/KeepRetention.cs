using PatternFunctions.Conversations;

namespace PatternFunctions.Functions;

public sealed class KeepRetention(Retention retention)
{
    [Function(nameof(KeepRetention))]
    public Task RunAsync([TimerTrigger("0 40 2 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        retention.RunAsync(cancellationToken);
}
