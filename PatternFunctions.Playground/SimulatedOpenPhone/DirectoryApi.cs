using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <summary>Conversations, lines, members and contacts, to be read.</summary>
internal sealed class DirectoryApi(Workspace workspace)
{
    private readonly string since = "2025-01-01T00:00:00.000Z";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/conversations", ConversationsAsync);
        routes.MapGet("/v1/phone-numbers", PhoneNumbersAsync);
        routes.MapGet("/v1/users", UsersAsync);
        routes.MapGet("/v1/contacts", ContactsAsync);
    }

    private Task ConversationsAsync(HttpContext context)
    {
        var lines = QueryOf.Many(context, "phoneNumbers").Select(line => workspace.FindLine(line)?.Id ?? throw ApiError.NotFound("Phone number")).ToList();
        var (createdAfter, createdBefore) = (QueryOf.Time(context, "createdAfter"), QueryOf.Time(context, "createdBefore"));
        var (updatedAfter, updatedBefore) = (QueryOf.Time(context, "updatedAfter"), QueryOf.Time(context, "updatedBefore"));
        return JsonAnswer.WritePageAsync(
            context,
            [
                .. workspace.Conversations
                    .Where(conversation => (lines.Count == 0 || lines.Contains(conversation.PhoneNumberId))
                        && (createdAfter is null || conversation.CreatedAt > createdAfter)
                        && (createdBefore is null || conversation.CreatedAt < createdBefore)
                        && (updatedAfter is null || conversation.LastActivity.CreatedAt > updatedAfter)
                        && (updatedBefore is null || conversation.LastActivity.CreatedAt < updatedBefore))
                    .OrderByDescending(conversation => conversation.LastActivity.CreatedAt)
                    .Select(Wire),
            ],
            QueryOf.MaxResults(context, 100));
    }

    private Task PhoneNumbersAsync(HttpContext context) => JsonAnswer.WriteAsync(context, 200, new JsonObject
    {
        ["data"] = new JsonArray([.. workspace.Lines.Select(line => new JsonObject
        {
            ["id"] = line.Id,
            ["groupId"] = line.Id,
            ["number"] = line.Number,
            ["formattedNumber"] = line.Number,
            ["name"] = line.Name,
            ["users"] = new JsonArray([.. workspace.Members.Select(Wire)]),
            ["restrictions"] = new JsonObject
            {
                ["calling"] = new JsonObject { ["US"] = "unrestricted", ["CA"] = "unrestricted", ["Intl"] = "restricted" },
                ["messaging"] = new JsonObject { ["US"] = "unrestricted", ["CA"] = "unrestricted", ["Intl"] = "restricted" },
            },
            ["createdAt"] = since,
            ["updatedAt"] = since,
        })]),
    });

    private Task UsersAsync(HttpContext context) =>
        JsonAnswer.WritePageAsync(context, [.. workspace.Members.Select(Wire)], QueryOf.MaxResults(context, 50));

    private Task ContactsAsync(HttpContext context) =>
        JsonAnswer.WritePageAsync(context, [.. workspace.Contacts.Select(Wire)], QueryOf.MaxResults(context, 50));

    private static JsonObject Wire(Conversation conversation) => new()
    {
        ["id"] = conversation.Id,
        ["participants"] = JsonWire.Array(conversation.Participants),
        ["phoneNumberId"] = conversation.PhoneNumberId,
        ["name"] = null,
        ["assignedTo"] = null,
        ["createdAt"] = JsonWire.Time(conversation.CreatedAt),
        ["updatedAt"] = JsonWire.Time(conversation.LastActivity.CreatedAt),
        ["deletedAt"] = null,
        ["lastActivityAt"] = JsonWire.Time(conversation.LastActivity.CreatedAt),
        ["lastActivityId"] = conversation.LastActivity.Id,
        ["mutedUntil"] = null,
        ["snoozedUntil"] = null,
    };

    private JsonObject Wire(Member member) => new()
    {
        ["id"] = member.Id,
        ["email"] = member.Email,
        ["firstName"] = member.FirstName,
        ["lastName"] = member.LastName,
        ["pictureUrl"] = null,
        ["role"] = member.Role,
        ["createdAt"] = since,
        ["updatedAt"] = since,
    };

    private static JsonObject Wire(Contact contact) => new()
    {
        ["id"] = contact.Id,
        ["externalId"] = null,
        ["source"] = "public-api",
        ["defaultFields"] = new JsonObject
        {
            ["firstName"] = contact.FirstName,
            ["lastName"] = contact.LastName,
            ["company"] = null,
            ["role"] = null,
            ["emails"] = new JsonArray(),
            ["phoneNumbers"] = new JsonArray(new JsonObject { ["name"] = "Phone", ["value"] = contact.Phone }),
        },
        ["customFields"] = new JsonArray(),
        ["createdByUserId"] = contact.CreatedBy,
        ["createdAt"] = JsonWire.Time(contact.CreatedAt),
        ["updatedAt"] = JsonWire.Time(contact.UpdatedAt),
    };
}
