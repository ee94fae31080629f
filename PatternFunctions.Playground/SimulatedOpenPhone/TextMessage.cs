namespace PatternFunctions.Playground.SimulatedOpenPhone;

public sealed record TextMessage
{
    /// <summary><c>AC…</c>, the same in the webhooks, in the API and in an export.</summary>
    public required string Id { get; init; }

    public required string ConversationId { get; init; }

    public required string PhoneNumberId { get; init; }

    public required string From { get; init; }

    public required IReadOnlyList<string> To { get; init; }

    /// <summary>Empty for a picture without words.</summary>
    public required string Text { get; init; }

    public IReadOnlyList<MediaItem> Media { get; init; } = [];

    public required bool IsIncoming { get; init; }

    /// <summary>Who wrote it; for a customer's text, and for one sent with an API key alone, the line's owner.</summary>
    public required string UserId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string Direction => IsIncoming ? "incoming" : "outgoing";

    /// <summary>Without the business's own number: the customer, or the customers of a group.</summary>
    public IReadOnlyList<string> Customers(string ownNumber) =>
        [.. To.Prepend(From).Where(number => number != ownNumber).Distinct(StringComparer.Ordinal)];
}

public sealed record MediaItem(string Url, string Type);
