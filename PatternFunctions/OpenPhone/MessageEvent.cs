namespace PatternFunctions.OpenPhone;

public sealed record MessageEvent : ConversationEvent
{
    /// <summary>AC…; the same in every event, format, listing and export of this message.</summary>
    public required string MessageId { get; init; }

    public required MessageDirection Direction { get; init; }

    public required MessageStatus Status { get; init; }

    /// <summary>Empty if the message has media only. Holds no NUL and no lone surrogate.</summary>
    public required string Text { get; init; }

    /// <summary>E.164, a short code, a sender's name, or "Anonymous".</summary>
    public required string From { get; init; }

    /// <summary>Without repeats. Never empty for an outgoing message.</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>PN…, our number.</summary>
    public string? PhoneNumberId { get; init; }

    /// <summary>CN…; v4 does not send it.</summary>
    public string? ConversationId { get; init; }

    /// <summary>
    /// US… (a person) or SYU… (OpenPhone's own automation). Who wrote an outgoing message; for an incoming one the
    /// owner of the number.
    /// </summary>
    public string? UserId { get; init; }

    /// <summary>UTC, by the message's own clock, not the event's.</summary>
    public required DateTimeOffset SentAt { get; init; }

    public int MediaCount { get; init; }

    public string? ErrorCode { get; init; }

    public bool IsGroup => ExternalParties.Count > 1;

    public bool IsAnonymous => Direction is MessageDirection.Incoming && PhoneNumber.IsWithheld(From);

    /// <summary>Written by OpenPhone's automation (such as its own agent), so nobody's judgement.</summary>
    public bool IsSystemUser => UserId is not null && UserId.StartsWith("SYU", StringComparison.Ordinal);

    /// <summary>
    /// The other side, in ordinal order. A group lists everyone, our own number too: an incoming group text does not
    /// say which of its recipients we are, and both directions must give the same list.
    /// </summary>
    public IReadOnlyList<string> ExternalParties => To.Count > 1
        ? [.. To.Append(From).Where(party => party.Length > 0).Distinct().Order(StringComparer.Ordinal)]
        : Direction is MessageDirection.Incoming ? [From] : To;
}
