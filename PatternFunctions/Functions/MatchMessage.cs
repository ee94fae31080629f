using PatternFunctions.Conversations;
using PatternFunctions.Storage;

namespace PatternFunctions.Functions;

public sealed class MatchMessage(QuestionDecider decider)
{
    [Function(nameof(MatchMessage))]
    public Task RunAsync([QueueTrigger(WorkQueues.InboundMessages)] InboundMessage message, CancellationToken cancellationToken) =>
        decider.DecideAsync(message, cancellationToken);
}
