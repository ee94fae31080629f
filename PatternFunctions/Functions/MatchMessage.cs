using PatternFunctions.Conversations;
using PatternFunctions.Storage;

namespace PatternFunctions.Functions;

public sealed class MatchMessage(QuestionDecider decider, FailedAttempts failures)
{
    [Function(nameof(MatchMessage))]
    public Task RunAsync([QueueTrigger(WorkQueues.InboundMessages)] InboundMessage message, CancellationToken cancellationToken) =>
        failures.NoteAsync(WorkQueues.InboundMessages, message, decider.DecideAsync, cancellationToken);
}
