using PatternFunctions.Conversations;
using PatternFunctions.Storage;

namespace PatternFunctions.Functions;

public sealed class ProcessEvent(EventProcessor processor, FailedAttempts failures)
{
    [Function(nameof(ProcessEvent))]
    public Task RunAsync([QueueTrigger(WorkQueues.OpenPhoneEvents)] ReceivedEvent received, CancellationToken cancellationToken) =>
        failures.NoteAsync(WorkQueues.OpenPhoneEvents, received, processor.ProcessAsync, cancellationToken);
}
