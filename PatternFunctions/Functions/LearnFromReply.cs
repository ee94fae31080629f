using PatternFunctions.Learning;
using PatternFunctions.Patterns;
using PatternFunctions.Storage;

namespace PatternFunctions.Functions;

public sealed class LearnFromReply(ReplyLearner learner, PatternIndex index, FailedAttempts failures)
{
    [Function(nameof(LearnFromReply))]
    public async Task RunAsync([QueueTrigger(WorkQueues.OperatorReplies)] OperatorReply reply, CancellationToken cancellationToken)
    {
        // An instance that has just started knows no pattern yet: it would learn a twin of what it cannot see.
        await index.Loaded.WaitAsync(cancellationToken);
        await failures.NoteAsync(WorkQueues.OperatorReplies, reply, learner.LearnAsync, cancellationToken);
    }
}
