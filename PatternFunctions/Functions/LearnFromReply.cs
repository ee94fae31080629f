using PatternFunctions.Learning;
using PatternFunctions.Storage;

namespace PatternFunctions.Functions;

public sealed class LearnFromReply(ReplyLearner learner, FailedAttempts failures)
{
    [Function(nameof(LearnFromReply))]
    public Task RunAsync([QueueTrigger(WorkQueues.OperatorReplies)] OperatorReply reply, CancellationToken cancellationToken) =>
        failures.NoteAsync(WorkQueues.OperatorReplies, reply, learner.LearnAsync, cancellationToken);
}
