using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Learning;

/// <summary>From an operator's reply to what it teaches: pairs it with its question, keeps the example, learns from it.</summary>
public sealed class ReplyLearner(
    ConfigStore configStore, ExchangeStore exchanges, ExampleStore examples, ExampleLearner learner, WorkQueues queues, TimeProvider clock)
{
    public async Task LearnAsync(OperatorReply reply, CancellationToken cancellationToken)
    {
        var config = await configStore.ReadAsync(cancellationToken);
        if (!config.Enabled)
        {
            return;
        }

        switch (await exchanges.PairAsync(reply.MessageId, config, cancellationToken))
        {
            case PairingOutcome.StillOpen { ClosesAt: var closes }:
                await queues.SendAsync(WorkQueues.OperatorReplies, reply, closes - clock.GetUtcNow(), cancellationToken);
                break;
            case PairingOutcome.Paired { AnswerId: var answerId } when await examples.ClaimAsync(answerId, cancellationToken) is { } example:
                await learner.LearnAsync(example, config, cancellationToken);
                break;
        }
    }
}
