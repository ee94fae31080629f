using System.Text.Json.Nodes;

namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <summary>What webhooks made in OpenPhone's app carry.</summary>
internal static class AppPayload
{
    public static JsonObject Message(TextMessage message, bool withCreatedBy = false)
    {
        var subject = new JsonObject
        {
            ["id"] = message.Id,
            ["object"] = "message",
            ["from"] = message.From,
            ["to"] = string.Join(',', message.To),
            ["direction"] = message.Direction,
            ["body"] = message.Text,
            ["media"] = WebhookPayload.Media(message),
            ["status"] = WebhookPayload.Status(message),
            ["createdAt"] = JsonWire.Time(message.CreatedAt),
            ["userId"] = message.UserId,
            ["phoneNumberId"] = message.PhoneNumberId,
            ["conversationId"] = message.ConversationId,
        };
        if (withCreatedBy)
        {
            subject["createdBy"] = message.IsIncoming ? null : message.UserId;
        }

        return subject;
    }

    public static JsonObject Contact(Contact contact) => new()
    {
        ["id"] = contact.Id,
        ["object"] = "contact",
        ["clientId"] = contact.Id,
        ["firstName"] = contact.FirstName,
        ["lastName"] = contact.LastName,
        ["fields"] = new JsonObject { ["Phone"] = JsonWire.Array([contact.Phone]) },
        ["notes"] = new JsonArray(),
        ["sharedWith"] = JsonWire.Array([contact.CreatedBy]),
        ["createdAt"] = JsonWire.Time(contact.CreatedAt),
        ["updatedAt"] = JsonWire.Time(contact.UpdatedAt),
        ["userId"] = contact.CreatedBy,
    };
}
