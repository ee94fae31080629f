using PatternFunctions.Conversations;
using PatternFunctions.Storage;

namespace PatternFunctions.Functions;

public sealed class ProcessEvent(EventProcessor processor)
{
    [Function(nameof(ProcessEvent))]
    public Task RunAsync([QueueTrigger(WorkQueues.OpenPhoneEvents)] ReceivedEvent received, CancellationToken cancellationToken) =>
        processor.ProcessAsync(received, cancellationToken);
}
