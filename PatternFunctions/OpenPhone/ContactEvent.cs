namespace PatternFunctions.OpenPhone;

public sealed record ContactEvent : ConversationEvent
{
    /// <summary>CT…</summary>
    public required string ContactId { get; init; }

    public required bool Deleted { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    /// <summary>E.164. Empty for a deleted contact: OpenPhone leaves the fields out.</summary>
    public required IReadOnlyList<string> PhoneNumbers { get; init; }
}
