using PatternFunctions.Learning;
using PatternFunctions.Storage;

namespace PatternFunctions.Functions;

public sealed class LearnFromReply(ReplyLearner learner)
{
    [Function(nameof(LearnFromReply))]
    public Task RunAsync([QueueTrigger(WorkQueues.OperatorReplies)] OperatorReply reply, CancellationToken cancellationToken) =>
        learner.LearnAsync(reply, cancellationToken);
}
