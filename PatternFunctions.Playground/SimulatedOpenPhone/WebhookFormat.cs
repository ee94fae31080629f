namespace PatternFunctions.Playground.SimulatedOpenPhone;

public enum WebhookFormat
{
    /// <summary>Made in OpenPhone's app, older: text in <c>body</c>, <c>to</c> a string.</summary>
    AppV2,

    /// <summary>Made in OpenPhone's app: as v2 with <c>createdBy</c>.</summary>
    AppV3,

    /// <summary>As seen from the app since 2025: the whole v3 event under <c>object</c>.</summary>
    AppV3Wrapped,

    /// <summary>Made with POST /v1/webhooks/messages: text in <c>text</c>, <c>to</c> an array, no conversation.</summary>
    ApiV4,

    /// <summary>Made with the versioned API, 2026-03-30: resource, context, links, and Standard Webhooks signatures.</summary>
    Versioned,
}
