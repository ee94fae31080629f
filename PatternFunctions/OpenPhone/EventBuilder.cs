namespace PatternFunctions.OpenPhone;

/// <summary>Decides, by the event's type, what its fields mean.</summary>
internal static class EventBuilder
{
    public static ParsedEvent Build(EventFields fields)
    {
        if (fields.Type is not { } type)
        {
            return ParsedEvent.Refused("The event has no type.");
        }

        if (fields.EventId is null)
        {
            return ParsedEvent.Refused("The event has no id.");
        }

        if ((fields.EventAt ?? fields.CreatedAt) is not { } at)
        {
            return ParsedEvent.Refused("The event has no createdAt.");
        }

        return type switch
        {
            "message.received" or "message.delivered" or "message.created" or "message.sent" or "message.updated"
                or "message.failed" or "message.undelivered" => BuildMessage(fields, fields.EventId, type, at),
            "contact.created" or "contact.updated" or "contact.deleted" => BuildContact(fields, fields.EventId, type, at),
            "callSummary" or "call.summary.completed" => BuildCall(fields, fields.EventId, type, at, CallEventKind.Summary),
            "callTranscript" or "call.transcript.completed" => BuildCall(fields, fields.EventId, type, at, CallEventKind.Transcript),
            _ when type.StartsWith("call.", StringComparison.Ordinal) => BuildCall(fields, fields.EventId, type, at, CallEventKind.Other),
            _ => ParsedEvent.Of(new UnknownEvent { EventId = fields.EventId, Type = type, OccurredAt = at }),
        };
    }

    private static ParsedEvent BuildMessage(EventFields fields, string eventId, string type, DateTimeOffset at)
    {
        if (fields.Unreadable is { } unreadable)
        {
            return ParsedEvent.Refused($"The message's {unreadable} is of a type or length that none has.");
        }

        if (fields.Id is null)
        {
            return ParsedEvent.Refused("The message has no id.");
        }

        if (DirectionOf(fields.Direction, type) is not { } direction)
        {
            return ParsedEvent.Refused("The message has no direction.");
        }

        if (direction is MessageDirection.Outgoing && fields.To.Count == 0)
        {
            return ParsedEvent.Refused("The outgoing message has no recipient.");
        }

        return ParsedEvent.Of(new MessageEvent
        {
            EventId = eventId,
            Type = type,
            OccurredAt = at,
            MessageId = fields.Id,
            Direction = direction,
            Status = StatusOf(fields.Status, type),
            // App webhooks say body, the API says text.
            Text = string.IsNullOrEmpty(fields.Body) ? fields.Text ?? "" : fields.Body,
            // A text from nobody is a person's to read, not a fault.
            From = fields.From is { } from ? PhoneNumber.Canonicalise(from) : direction is MessageDirection.Incoming ? "Anonymous" : "",
            To = fields.To,
            PhoneNumberId = fields.PhoneNumberId,
            ConversationId = fields.ConversationId,
            // userId may be the number's owner; createdBy, where sent, is who wrote.
            UserId = fields.CreatedBy ?? fields.UserId,
            SentAt = fields.CreatedAt ?? at,
            // v4 lists no media: what a customer sends without a word is a picture all the same.
            MediaCount = direction is MessageDirection.Incoming && string.IsNullOrEmpty(fields.Body) && string.IsNullOrEmpty(fields.Text)
                ? Math.Max(1, fields.MediaCount)
                : fields.MediaCount,
            ErrorCode = fields.ErrorCode,
        });
    }

    private static ParsedEvent BuildContact(EventFields fields, string eventId, string type, DateTimeOffset at) =>
        fields.Id is null
            ? ParsedEvent.Refused("The contact has no id.")
            : ParsedEvent.Of(new ContactEvent
            {
                EventId = eventId,
                Type = type,
                OccurredAt = at,
                ContactId = fields.Id,
                Deleted = type is "contact.deleted",
                FirstName = fields.FirstName,
                LastName = fields.LastName,
                PhoneNumbers = fields.Numbers ?? [],
            });

    private static ParsedEvent BuildCall(EventFields fields, string eventId, string type, DateTimeOffset at, CallEventKind kind)
    {
        if ((fields.CallId ?? fields.Id) is not { } callId)
        {
            return ParsedEvent.Refused("The call has no id.");
        }

        foreach (var number in fields.From is null ? fields.To : fields.To.Prepend(fields.From))
        {
            NumberReader.Add(number, fields);
        }

        return ParsedEvent.Of(new CallEvent
        {
            EventId = eventId,
            Type = type,
            OccurredAt = at,
            CallId = callId,
            Kind = kind,
            Text = fields.Lines is null ? null : string.Join('\n', fields.Lines),
            Participants = fields.Numbers ?? [],
            PhoneNumberId = fields.PhoneNumberId,
            ConversationId = fields.ConversationId,
        });
    }

    private static MessageDirection? DirectionOf(string? direction, string type) => (direction, type) switch
    {
        ("incoming", _) => MessageDirection.Incoming,
        ("outgoing", _) => MessageDirection.Outgoing,
        (null, "message.received") => MessageDirection.Incoming,
        (null, "message.delivered" or "message.sent" or "message.failed" or "message.undelivered") => MessageDirection.Outgoing,
        _ => null,
    };

    private static MessageStatus StatusOf(string? status, string type) => (type, status) switch
    {
        // The event is about this status, whatever the message says of itself.
        ("message.failed", _) => MessageStatus.Failed,
        ("message.undelivered", _) => MessageStatus.Undelivered,
        ("message.received", null) => MessageStatus.Received,
        ("message.delivered", null) => MessageStatus.Delivered,
        ("message.sent", null) => MessageStatus.Sent,
        _ => MessageStatuses.Parse(status),
    };
}
