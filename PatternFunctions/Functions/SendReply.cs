using PatternFunctions.Replies;
using PatternFunctions.Storage;

namespace PatternFunctions.Functions;

public sealed class SendReply(ReplySender sender, FailedAttempts failures)
{
    [Function(nameof(SendReply))]
    public Task RunAsync([QueueTrigger(WorkQueues.OutboundReplies)] OutboundReply reply, CancellationToken cancellationToken) =>
        failures.NoteAsync(WorkQueues.OutboundReplies, reply, sender.SendAsync, cancellationToken);
}
