using PatternFunctions.OpenPhone;
using PatternFunctions.Storage;
using PatternFunctions.Telemetry;

namespace PatternFunctions.Replies;

/// <summary>
/// Sends a text at most once: claims the row, with every gate checked again in the same transaction, calls OpenPhone,
/// and writes down what came of it. Whoever dies in between leaves a claimed row, which is never simply sent again.
/// </summary>
public sealed partial class ReplySender(
    OutboundReplies replies, RequestSlots slots, OpenPhoneClient openPhone, WorkQueues queues, TimeProvider clock,
    ILogger<ReplySender> logger)
{
    private static readonly TimeSpan DefaultRetry = TimeSpan.FromSeconds(5);

    public async Task SendAsync(OutboundReply reply, CancellationToken cancellationToken)
    {
        // Announced more than once: no slot is spent on what is done.
        if (!await replies.IsScheduledAsync(reply.ReplyId, cancellationToken))
        {
            return;
        }

        // Before the claim: nothing may come between the gates and the call, no waiting either.
        if (await slots.TryTakeAsync(cancellationToken) is not { } wait)
        {
            await queues.SendAsync(WorkQueues.OutboundReplies, reply, RequestSlots.LongestWait, cancellationToken);
            return;
        }

        await Task.Delay(wait, cancellationToken);
        switch (await replies.ClaimAsync(reply.ReplyId, cancellationToken))
        {
            case ClaimOutcome.NotDue { DueAt: var dueAt }:
                await queues.SendAsync(WorkQueues.OutboundReplies, reply, dueAt - clock.GetUtcNow(), cancellationToken);
                break;
            case ClaimOutcome.Cancelled { Reason: var reason }:
                Signals.SendEnded("cancelled");
                LogCancelled(reply.ReplyId, reason);
                break;
            case ClaimOutcome.Claimed { Request: var request }:
                await SendClaimedAsync(reply, request, cancellationToken);
                break;
        }
    }

    private async Task SendClaimedAsync(OutboundReply reply, SendRequest request, CancellationToken cancellationToken)
    {
        var outcome = await openPhone.SendAsync(request, cancellationToken);
        Signals.SendEnded(outcome.GetType().Name);
        LogOutcome(reply.ReplyId, outcome.GetType().Name);
        switch (outcome)
        {
            case SendOutcome.Accepted accepted:
                await replies.MarkSentAsync(reply.ReplyId, accepted.MessageId, sentAt: null, cancellationToken);
                break;
            case SendOutcome.Refused refused:
                await replies.MarkFailedAsync(reply.ReplyId, refused.Kind.ToString(), cancellationToken);
                break;
            case SendOutcome.Unknown { Reason: not SendDoubt.NotConnected } unknown:
                await replies.MarkUnknownAsync(reply.ReplyId, unknown.Reason.ToString(), cancellationToken);
                break;
            default:
                // Surely not sent: too many requests, or no connection.
                var wait = (outcome as SendOutcome.RateLimited)?.RetryAfter ?? DefaultRetry;
                await replies.ReleaseAsync(reply.ReplyId, wait, cancellationToken);
                await queues.SendAsync(WorkQueues.OutboundReplies, reply, wait, cancellationToken);
                break;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Reply {ReplyId} is not sent: {Reason}.")]
    private partial void LogCancelled(long replyId, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Reply {ReplyId}: {Outcome}.")]
    private partial void LogOutcome(long replyId, string outcome);
}
