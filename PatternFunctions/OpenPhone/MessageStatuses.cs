namespace PatternFunctions.OpenPhone;

internal static class MessageStatuses
{
    public static MessageStatus Parse(string? status) => status switch
    {
        "queued" => MessageStatus.Queued,
        "sending" => MessageStatus.Sending,
        "sent" => MessageStatus.Sent,
        "delivered" => MessageStatus.Delivered,
        "undelivered" => MessageStatus.Undelivered,
        "failed" => MessageStatus.Failed,
        "receiving" => MessageStatus.Receiving,
        "received" => MessageStatus.Received,
        "accepted" => MessageStatus.Accepted,
        "scheduled" => MessageStatus.Scheduled,
        "read" => MessageStatus.Read,
        "partially_delivered" => MessageStatus.PartiallyDelivered,
        "canceled" => MessageStatus.Canceled,
        _ => MessageStatus.Unknown,
    };
}
