namespace PatternFunctions.OpenPhone;

/// <summary>What the payload formats have in common, by meaning; null where a payload says nothing.</summary>
internal sealed class EventFields
{
    public string? EventId { get; set; }

    public string? Type { get; set; }

    public DateTimeOffset? EventAt { get; set; }

    public string? Id { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }

    public string? Direction { get; set; }

    public string? Status { get; set; }

    public string? Body { get; set; }

    public string? Text { get; set; }

    public string? From { get; set; }

    public List<string> To { get; set; } = [];

    public string? PhoneNumberId { get; set; }

    public string? ConversationId { get; set; }

    public string? UserId { get; set; }

    public string? CreatedBy { get; set; }

    public int MediaCount { get; set; }

    public string? ErrorCode { get; set; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? CallId { get; set; }

    /// <summary>Of a contact or a call: what stood in any field that can hold numbers.</summary>
    public List<string>? Numbers { get; set; }

    /// <summary>A call's summary, next steps or turns.</summary>
    public List<string>? Lines { get; set; }

    /// <summary>The first field of a message that was there but of another type than a message can have.</summary>
    public string? Unreadable { get; set; }
}
