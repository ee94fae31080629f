using System.Text.Json.Nodes;

namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <summary>One event in each of the shapes in which OpenPhone sends it.</summary>
internal static class WebhookPayload
{
    public static string Message(WebhookFormat format, string eventId, DateTimeOffset at, TextMessage message, Contact? contact)
    {
        var type = message.IsIncoming ? "message.received" : "message.delivered";
        return JsonWire.Write(format switch
        {
            WebhookFormat.AppV2 => Event(eventId, "v2", type, at, AppPayload.Message(message)),
            WebhookFormat.AppV3 => Event(eventId, "v3", type, at, AppPayload.Message(message, withCreatedBy: true)),
            WebhookFormat.AppV3Wrapped => Wrapped(Event(eventId, "v3", type, at, AppPayload.Message(message, withCreatedBy: true))),
            WebhookFormat.ApiV4 => Event(eventId, "v4", type, at, ApiV4Payload.Message(message, contact)),
            _ => VersionedPayload.Event(eventId, type, at, VersionedPayload.Message(message), VersionedPayload.Context(message, contact), VersionedPayload.Links(message)),
        });
    }

    /// <returns>Null where such a subscription gets no contacts.</returns>
    public static string? ContactUpdated(WebhookFormat format, string eventId, DateTimeOffset at, Contact contact) => format switch
    {
        WebhookFormat.ApiV4 => null,
        WebhookFormat.Versioned => JsonWire.Write(VersionedPayload.Event(
            eventId, "contact.updated", at, VersionedPayload.Contact(contact),
            new JsonObject { ["orgId"] = "ORsimulated", ["userId"] = contact.CreatedBy, ["sharedWithIds"] = new JsonArray() },
            new JsonObject { ["quo"] = null })),
        WebhookFormat.AppV3Wrapped => JsonWire.Write(Wrapped(Event(eventId, "v3", "contact.updated", at, AppPayload.Contact(contact)))),
        _ => JsonWire.Write(Event(eventId, "v3", "contact.updated", at, AppPayload.Contact(contact))),
    };

    private static JsonObject Event(string eventId, string apiVersion, string type, DateTimeOffset at, JsonObject subject) => new()
    {
        ["id"] = eventId,
        ["object"] = "event",
        ["apiVersion"] = apiVersion,
        ["createdAt"] = JsonWire.Time(at),
        ["type"] = type,
        ["data"] = new JsonObject { ["object"] = subject },
    };

    private static JsonObject Wrapped(JsonObject inner) => new() { ["object"] = inner };

    public static JsonArray Media(TextMessage message) =>
        [.. message.Media.Select(item => new JsonObject { ["url"] = item.Url, ["type"] = item.Type })];

    public static string Status(TextMessage message) => message.IsIncoming ? "received" : "delivered";

    public static IEnumerable<string> ContactIds(Contact? contact) => contact is null ? [] : [contact.Id];
}
