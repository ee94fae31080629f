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
        var outcome = parsed.Event is MessageEvent message
            ? await HandleAsync(message, cancellationToken)
            : await HandleAsync(parsed, body, cancellationToken);
        await counts.AddAsync(parsed.Event?.Type ?? "not understood", outcome, cancellationToken);
        await bodies.DeleteAsync(received, cancellationToken);
        Signals.EventProcessed(parsed.Event, outcome, clock.GetUtcNow() - received.ReceivedAt);
        LogProcessed(parsed.Event?.EventId, outcome);
    }

    private async Task<EventOutcome> HandleAsync(MessageEvent message, CancellationToken cancellationToken)
    {
        if (await conversations.RecordAsync(message, cancellationToken) is not { } recorded)
        {
            return EventOutcome.Disabled;
        }

        if (recorded.ReplyThatFailed is { } replyId)
        {
            LogReplyFailed(replyId, recorded.MessageId, message.ErrorCode);
        }

        await AnnounceAsync(recorded, cancellationToken);
        return recorded.IsNew ? EventOutcome.Stored : EventOutcome.Duplicate;
    }

    private async Task<EventOutcome> HandleAsync(ParsedEvent parsed, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var config = await configStore.ReadAsync(cancellationToken);
        if (!config.Enabled)
        {
            return EventOutcome.Disabled;
        }

        if (!parsed.IsUnderstood)
        {
            await deadLetters.AddAsync(WorkQueues.OpenPhoneEvents, body, parsed.Reason, cancellationToken);
            return EventOutcome.DeadLettered;
        }

        switch (parsed.Event)
        {
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
    private async Task AnnounceAsync(RecordedMessage recorded, CancellationToken cancellationToken)
    {
        if (recorded is { Sender: MessageSender.Customer, IsProcessed: false })
        {
            await queues.SendAsync(
                WorkQueues.InboundMessages, new InboundMessage(recorded.MessageId), recorded.Config.BurstWindow, cancellationToken);
        }

        foreach (var reply in recorded.RepliesToLearnFrom)
        {
            var closes = reply.SentAt + recorded.Config.AnswerWindow - clock.GetUtcNow();
            await queues.SendAsync(WorkQueues.OperatorReplies, new OperatorReply(reply.MessageId), closes, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Event {EventId}: {Outcome}.")]
    private partial void LogProcessed(string? eventId, EventOutcome outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reply {ReplyId} was sent as {MessageId} but did not arrive: {ErrorCode}.")]
    private partial void LogReplyFailed(long replyId, string messageId, string? errorCode);
}
