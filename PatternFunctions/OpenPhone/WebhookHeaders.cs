using Microsoft.AspNetCore.Http;

namespace PatternFunctions.OpenPhone;

/// <summary>The signature headers of a request; null where absent.</summary>
public readonly record struct WebhookHeaders
{
    public string? OpenPhoneSignature { get; init; }

    public string? WebhookId { get; init; }

    public string? WebhookTimestamp { get; init; }

    public string? WebhookSignature { get; init; }

    public bool HasLegacy => OpenPhoneSignature is not null;

    public bool HasStandard => WebhookId is not null || WebhookTimestamp is not null || WebhookSignature is not null;

    public static WebhookHeaders Of(IHeaderDictionary headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        return new WebhookHeaders
        {
            // A header that is sent twice arrives as its values with a comma between, which is how a list is spelled anyway.
            OpenPhoneSignature = ValueOf(headers, "openphone-signature"),
            WebhookId = ValueOf(headers, "webhook-id"),
            WebhookTimestamp = ValueOf(headers, "webhook-timestamp"),
            WebhookSignature = ValueOf(headers, "webhook-signature"),
        };
    }

    /// <summary>Which headers were there, for the log.</summary>
    public override string ToString() => (HasLegacy, HasStandard) switch
    {
        (true, true) => "openphone-signature, webhook-*",
        (true, false) => "openphone-signature",
        (false, true) => "webhook-*",
        _ => "none",
    };

    private static string? ValueOf(IHeaderDictionary headers, string name) =>
        headers.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 } value ? value : null;
}
