using PatternFunctions.Replies;
using PatternFunctions.Storage;

namespace PatternFunctions.Functions;

public sealed class SendReply(ReplySender sender)
{
    [Function(nameof(SendReply))]
    public Task RunAsync([QueueTrigger(WorkQueues.OutboundReplies)] OutboundReply reply, CancellationToken cancellationToken) =>
        sender.SendAsync(reply, cancellationToken);
}
