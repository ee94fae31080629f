using System.Text.Json.Nodes;

namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <summary>What webhooks of the versioned API, 2026-03-30, carry.</summary>
internal static class VersionedPayload
{
    public static JsonObject Event(
        string eventId, string type, DateTimeOffset at, JsonObject resource, JsonObject context, JsonObject links) => new()
        {
            ["id"] = eventId,
            ["apiVersion"] = "2026-03-30",
            ["createdAt"] = JsonWire.Time(at),
            ["type"] = type,
            ["data"] = new JsonObject { ["resource"] = resource, ["context"] = context, ["links"] = links },
        };

    public static JsonObject Message(TextMessage message) => new()
    {
        ["id"] = message.Id,
        ["direction"] = message.Direction,
        ["text"] = message.Text,
        ["media"] = WebhookPayload.Media(message),
        ["status"] = WebhookPayload.Status(message),
        ["createdAt"] = JsonWire.Time(message.CreatedAt),
    };

    public static JsonObject Context(TextMessage message, Contact? contact) => new()
    {
        ["orgId"] = "ORsimulated",
        ["phoneNumberId"] = message.PhoneNumberId,
        ["conversationId"] = message.ConversationId,
        ["userId"] = message.UserId,
        ["contacts"] = new JsonObject
        {
            ["ids"] = JsonWire.Array(WebhookPayload.ContactIds(contact)),
            ["lookupStatus"] = contact is null ? "none" : "matched",
        },
        ["senderIdentifier"] = message.From,
        ["recipientIdentifiers"] = JsonWire.Array(message.To),
    };

    public static JsonObject Links(TextMessage message) =>
        new() { ["quo"] = $"https://my.quo.com/inbox/{message.PhoneNumberId}/c/{message.ConversationId}" };

    public static JsonObject Contact(Contact contact) => new()
    {
        ["id"] = contact.Id,
        ["firstName"] = contact.FirstName,
        ["lastName"] = contact.LastName,
        ["company"] = null,
        ["role"] = null,
        ["location"] = null,
        ["source"] = "public-api",
        ["externalId"] = null,
        ["emails"] = new JsonArray(),
        ["phoneNumbers"] = new JsonArray(new JsonObject { ["value"] = contact.Phone, ["type"] = "phone-number" }),
        ["customFields"] = new JsonArray(),
        ["createdAt"] = JsonWire.Time(contact.CreatedAt),
        ["updatedAt"] = JsonWire.Time(contact.UpdatedAt),
    };
}
