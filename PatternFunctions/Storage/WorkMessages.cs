using System.Text.Json.Serialization;

namespace PatternFunctions.Storage;

// Queue messages name rows. Their property names are the wire format: messages of the version before are still in
// the queues when a new one starts.

public abstract record WorkMessage
{
    /// <summary>Of the work that it goes on from, as W3C writes it (<c>traceparent</c>), so that one text's way is one trace. Null if nobody follows.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Traceparent { get; init; }

    /// <summary>When it may first be taken, by the wall's clock; null in messages of earlier versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? DueAt { get; init; }
}

/// <summary>A webhook as it came in: the one message that carries its content, because nothing was stored before it.</summary>
public sealed record ReceivedEvent : WorkMessage
{
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The exact body; null if it stands in the blob.</summary>
    public string? Body { get; init; }

    /// <summary>Where the body stands that is too large for a queue, or not UTF-8.</summary>
    public string? BlobName { get; init; }
}

/// <summary>A customer's text is to be decided.</summary>
public sealed record InboundMessage(string MessageId) : WorkMessage;

/// <summary>An operator's text is to be learned from.</summary>
public sealed record OperatorReply(string MessageId) : WorkMessage;

/// <summary>A text is to be sent.</summary>
public sealed record OutboundReply(long ReplyId) : WorkMessage;

/// <summary>An import is to go on.</summary>
public sealed record ImportWork(long ImportId) : WorkMessage;
