namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <param name="SigningKey">Base64 for the older kinds; <c>whsec_</c> and Base64 for <see cref="WebhookFormat.Versioned"/>.</param>
public sealed record WebhookSubscription(Uri Url, WebhookFormat Format, string SigningKey)
{
    public IReadOnlyList<string> Events { get; init; } = ["message.received", "message.delivered", "contact.updated"];
}
