using PatternFunctions.OpenPhone;
using PatternFunctions.Settings;
using PatternFunctions.Storage;
using PatternFunctions.Telemetry;

namespace PatternFunctions.Conversations;

/// <summary>Gives what came in to those whom it concerns: stores it, then announces what is to be done about it.</summary>
public sealed partial class EventProcessor(
    EventBodies bodies, ConfigStore configStore, ConversationStore conversations, ContactStore contacts,
    CallStore calls, EventCounts counts, DeadLetters deadLetters, WorkQueues queues, TimeProvider clock, ILogger<EventProcessor> logger)
{
    public async Task ProcessAsync(ReceivedEvent received, CancellationToken cancellationToken)
    {
        if (await bodies.ReadAsync(received, cancellationToken) is not { } body)
        {
            // Two deliveries of one event share their blob, and so do two attempts at one message: it has been processed.
            await counts.AddAsync("processed before", EventOutcome.Duplicate, cancellationToken);
            return;
        }

        var parsed = EventParser.Parse(body);
        var config = await configStore.ReadAsync(cancellationToken);
        var outcome = !config.Enabled ? EventOutcome.Disabled
            : !parsed.IsUnderstood ? await PutAsideAsync(body, parsed.Reason, cancellationToken)
            : await HandleAsync(parsed.Event, config, cancellationToken);
        await counts.AddAsync(parsed.Event?.Type ?? "not understood", outcome, cancellationToken);
        await bodies.DeleteAsync(received, cancellationToken);
        Signals.EventProcessed(parsed.Event, outcome, clock.GetUtcNow() - received.ReceivedAt);
        LogProcessed(parsed.Event?.EventId, outcome);
    }

    private async Task<EventOutcome> HandleAsync(ConversationEvent @event, LearningConfig config, CancellationToken cancellationToken)
    {
        switch (@event)
        {
            case MessageEvent message:
                var recorded = await conversations.RecordAsync(message, config, cancellationToken);
                if (recorded.ReplyThatFailed is { } replyId)
                {
                    LogReplyFailed(replyId, recorded.MessageId, message.ErrorCode);
                }

                await AnnounceAsync(recorded, config, cancellationToken);
                return recorded.IsNew ? EventOutcome.Stored : EventOutcome.Duplicate;
            case ContactEvent contact:
                await contacts.SaveAsync(contact, cancellationToken);
                return EventOutcome.Stored;
            case CallEvent call:
                await calls.SaveAsync(call, config, cancellationToken);
                return EventOutcome.Stored;
            default:
                return EventOutcome.Ignored;
        }
    }

    // After the commit. Announced again for a repeated event, too: the first try may have died right here.
    private async Task AnnounceAsync(RecordedMessage recorded, LearningConfig config, CancellationToken cancellationToken)
    {
        if (recorded is { Sender: MessageSender.Customer, IsProcessed: false })
        {
            await queues.SendAsync(
                WorkQueues.InboundMessages, new InboundMessage(recorded.MessageId), config.BurstWindow, cancellationToken);
        }

        foreach (var reply in recorded.RepliesToLearnFrom)
        {
            var closes = reply.SentAt + config.AnswerWindow - clock.GetUtcNow();
            await queues.SendAsync(WorkQueues.OperatorReplies, new OperatorReply(reply.MessageId), closes, cancellationToken);
        }
    }

    private async Task<EventOutcome> PutAsideAsync(ReadOnlyMemory<byte> body, string reason, CancellationToken cancellationToken)
    {
        await deadLetters.AddAsync(WorkQueues.OpenPhoneEvents, body, reason, cancellationToken);
        return EventOutcome.DeadLettered;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Event {EventId}: {Outcome}.")]
    private partial void LogProcessed(string? eventId, EventOutcome outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reply {ReplyId} was sent as {MessageId} but did not arrive: {ErrorCode}.")]
    private partial void LogReplyFailed(long replyId, string messageId, string? errorCode);
}
