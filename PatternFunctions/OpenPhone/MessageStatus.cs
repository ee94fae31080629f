namespace PatternFunctions.OpenPhone;

/// <summary>OpenPhone's own list. Do not tell directions by it: v4 sends received messages as "delivered".</summary>
public enum MessageStatus
{
    /// <summary>Absent, or a word that we do not know.</summary>
    Unknown,
    Queued,
    Sending,
    Sent,
    Delivered,

    /// <summary>The carrier refused it for good.</summary>
    Undelivered,
    Failed,
    Receiving,
    Received,
    Accepted,
    Scheduled,
    Read,
    PartiallyDelivered,
    Canceled,
}
