using System.Text.Json.Nodes;

namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <summary>What webhooks made with the v1 API carry.</summary>
internal static class ApiV4Payload
{
    public static JsonObject Message(TextMessage message, Contact? contact) => new()
    {
        ["id"] = message.Id,
        ["object"] = "message",
        ["from"] = message.From,
        ["to"] = JsonWire.Array(message.To),
        ["direction"] = message.Direction,
        ["text"] = message.Text,
        ["status"] = WebhookPayload.Status(message),
        ["createdAt"] = JsonWire.Time(message.CreatedAt),
        ["userId"] = message.UserId,
        ["phoneNumberId"] = message.PhoneNumberId,
        ["contactIds"] = JsonWire.Array(WebhookPayload.ContactIds(contact)),
    };
}
