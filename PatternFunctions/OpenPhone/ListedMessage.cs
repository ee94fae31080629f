namespace PatternFunctions.OpenPhone;

/// <summary>A message as the API lists it.</summary>
public sealed record ListedMessage
{
    /// <summary>AC…</summary>
    public required string MessageId { get; init; }

    public required MessageDirection Direction { get; init; }

    public required MessageStatus Status { get; init; }

    /// <summary>Holds no NUL and no lone surrogate.</summary>
    public required string Text { get; init; }

    public required string From { get; init; }

    public required IReadOnlyList<string> To { get; init; }

    public string? PhoneNumberId { get; init; }

    public string? ConversationId { get; init; }

    /// <summary>US…, or SYU… for OpenPhone's own automation.</summary>
    public string? UserId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>0 also where the API does not tell.</summary>
    public int MediaCount { get; init; }

    public override string ToString() => $"{nameof(ListedMessage)} {MessageId}";
}
