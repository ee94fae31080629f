using PatternFunctions.Conversations;
using PatternFunctions.Imports;
using PatternFunctions.Replies;
using PatternFunctions.Review;

namespace PatternFunctions.Functions;

public sealed class Sweep(LostWork work, LostReplies replies, KillSwitch killSwitch, Feedback feedback, ReviewQueue queue, ImportsUnderWay imports)
{
    [Function(nameof(Sweep))]
    public async Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await queue.ExpireAsync(cancellationToken);
        await killSwitch.HandOverAsync(cancellationToken);
        await work.AnnounceAsync(cancellationToken);
        await feedback.ConfirmAsync(cancellationToken);
        await imports.AnnounceAsync(cancellationToken);
        await replies.RecoverAsync(cancellationToken);
    }
}
