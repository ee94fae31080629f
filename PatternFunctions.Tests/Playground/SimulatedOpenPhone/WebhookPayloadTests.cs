using System.Text.Json.Nodes;
using PatternFunctions.Playground.SimulatedOpenPhone;

namespace PatternFunctions.Tests.Playground.SimulatedOpenPhone;

/// <summary>The webhooks against what OpenPhone documents or was seen to send: the same keys, and the same kinds of value.</summary>
public sealed class WebhookPayloadTests
{
    private const string AppMessage = """
        "id": "AC1", "object": "message", "from": "+15555550110", "to": "+15555550112,+15555550113", "direction": "incoming", "body": "...",
        "media": [], "status": "received", "createdAt": "2023-08-20T20:47:34.894Z", "userId": "USojtPrrVi",
        "phoneNumberId": "PNzT5bK17C", "conversationId": "CN1"
        """;

    private const string V3 = $$"""
        { "id": "EV1", "data": { "object": { {{AppMessage}}, "createdBy": null } },
          "type": "message.received", "object": "event", "createdAt": "2023-08-20T20:47:35.016Z", "apiVersion": "v3" }
        """;

    [Theory]
    [InlineData(WebhookFormat.AppV2, $$"""
        { "id": "EV1", "object": "event", "apiVersion": "v2", "createdAt": "2022-01-23T16:55:52.557Z", "type": "message.received",
          "data": { "object": { {{AppMessage}} } } }
        """)]
    [InlineData(WebhookFormat.AppV3, V3)]
    [InlineData(WebhookFormat.AppV3Wrapped, $$"""{ "object": {{V3}} }""")]
    [InlineData(WebhookFormat.ApiV4, """
        { "id": "EV1", "object": "event", "apiVersion": "v4", "createdAt": "2022-01-23T16:55:52.557Z", "type": "message.received",
          "data": { "object": { "id": "AC1", "object": "message", "from": "+19876543210", "to": ["+15555555555"], "direction": "incoming",
            "text": "Hello, world!", "status": "delivered", "createdAt": "2022-01-23T16:55:52.420Z", "userId": "USu5AsEHuQ",
            "phoneNumberId": "PNtoDbDhuz", "contactIds": ["6824dfb69aee85c132b7dg65"] } } }
        """)]
    [InlineData(WebhookFormat.Versioned, """
        { "id": "EV1", "apiVersion": "2026-03-30", "createdAt": "2026-04-13T12:00:00.000Z", "type": "message.received",
          "data": { "resource": { "id": "AC1", "direction": "incoming", "text": "hello", "media": [], "status": "received",
              "createdAt": "2026-04-13T12:00:00.000Z" },
            "context": { "orgId": "OR123", "phoneNumberId": "PN123", "conversationId": "CN123", "userId": "US123",
              "contacts": { "ids": ["CT123"], "lookupStatus": "matched" },
              "senderIdentifier": "+15550001111", "recipientIdentifiers": ["+15550002222"] },
            "links": { "quo": "https://my.quo.com/inbox/..." } } }
        """)]
    public void A_customers_text_has_the_shape_of_the_sample(WebhookFormat format, string sample)
    {
        var message = Message("see you 👍 at \"six\"\r\n", alsoTo: "+15555550113");
        var contact = new Contact("CT1", "Alex", "Doe", message.From, "US1", message.CreatedAt, message.CreatedAt);

        var body = WebhookPayload.Message(format, "EV1", message.CreatedAt, message, contact);

        Assert.Equal(Shape(JsonNode.Parse(sample)!), Shape(JsonNode.Parse(body)!));
        Assert.Contains("see you 👍 at \\\"six\\\"\\r\\n", body, StringComparison.Ordinal);
        Assert.DoesNotContain(": ", body, StringComparison.Ordinal);
    }

    [Fact]
    public void An_app_webhook_names_a_groups_recipients_in_one_string()
    {
        var message = Message("hi", alsoTo: "+15555550113");

        var subject = JsonNode.Parse(WebhookPayload.Message(WebhookFormat.AppV3, "EV1", message.CreatedAt, message, null))!["data"]!["object"]!;

        Assert.Equal("+15555550112,+15555550113", (string?)subject["to"]);
    }

    [Fact]
    public void An_operators_text_comes_back_as_delivered_with_its_author()
    {
        var message = Message("hi") with { IsIncoming = false };

        var parsed = JsonNode.Parse(WebhookPayload.Message(WebhookFormat.AppV3Wrapped, "EV1", message.CreatedAt, message, null))!["object"]!;

        Assert.Equal("message.delivered", (string?)parsed["type"]);
        Assert.Equal("outgoing", (string?)parsed["data"]!["object"]!["direction"]);
        Assert.Equal("US1", (string?)parsed["data"]!["object"]!["createdBy"]);
    }

    [Fact]
    public void A_literal_backslash_u_in_a_text_stays_as_it_was_typed()
    {
        var message = Message("""\ud83d\udc4d""");

        var body = WebhookPayload.Message(WebhookFormat.ApiV4, "EV1", message.CreatedAt, message, null);

        Assert.Contains("""\\ud83d\\udc4d""", body, StringComparison.Ordinal);
    }

    private static TextMessage Message(string text, string? alsoTo = null) => new()
    {
        Id = "AC1",
        ConversationId = "CN1",
        PhoneNumberId = "PN1",
        From = "+15555550110",
        To = alsoTo is null ? ["+15555550112"] : ["+15555550112", alsoTo],
        Text = text,
        IsIncoming = true,
        UserId = "US1",
        CreatedAt = new DateTimeOffset(2026, 3, 2, 9, 30, 0, 120, TimeSpan.Zero),
    };

    /// <returns>Each path with the kind of its value, sorted.</returns>
    private static IEnumerable<string> Shape(JsonNode? node, string path = "") => (node switch
    {
        JsonObject item => item.SelectMany(property => Shape(property.Value, $"{path}/{property.Key}")),
        _ => [$"{path} {node?.GetValueKind().ToString() ?? "Null"}"],
    }).Order(StringComparer.Ordinal);
}
