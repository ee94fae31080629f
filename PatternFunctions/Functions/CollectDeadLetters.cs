using PatternFunctions.Storage;

namespace PatternFunctions.Functions;

public sealed class CollectDeadLetters(PoisonQueues poison)
{
    [Function(nameof(CollectDeadLetters))]
    public Task RunAsync([TimerTrigger("30 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        poison.CollectAsync(cancellationToken);
}
