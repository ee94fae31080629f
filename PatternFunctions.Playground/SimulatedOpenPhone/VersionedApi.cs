using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <summary>GET /messages of the API 2026-03-30: the whole workspace, newest first.</summary>
internal sealed class VersionedApi(Workspace workspace)
{
    private const string Version = "2026-03-30";
    private const int LargestPage = 50;

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/messages", MessagesAsync);

    private Task MessagesAsync(HttpContext context)
    {
        if (context.Request.Headers["Quo-Api-Version"] != Version)
        {
            throw ApiError.Invalid("/headers/quo-api-version", "Expected a version of the API", null);
        }

        var query = context.Request.Query;
        var limit = query["limit"] is [var text] && int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= LargestPage
            ? number
            : throw ApiError.Invalid("/limit", string.Create(CultureInfo.InvariantCulture, $"Expected a number from 1 to {LargestPage}"), query["limit"].ToString());
        var (after, before) = (QueryOf.Time(context, "createdAt[gt]"), QueryOf.Time(context, "createdAt[lt]"));
        var (line, direction) = (query["phoneNumberId"].ToString(), query["direction"].ToString());
        var rest = workspace.Messages.Reverse()
            .OrderByDescending(message => message.CreatedAt)
            .Where(message => (after is null || message.CreatedAt > after) && (before is null || message.CreatedAt < before)
                && (line.Length == 0 || message.PhoneNumberId == line) && (direction.Length == 0 || message.Direction == direction))
            .ToList();
        if (query["after"].ToString() is { Length: > 0 } cursor)
        {
            var last = Encoding.UTF8.GetString(Convert.FromBase64String(cursor));
            rest = [.. rest.SkipWhile(message => message.Id != last).Skip(1)];
        }

        return JsonAnswer.WriteAsync(context, 200, new JsonObject
        {
            ["data"] = new JsonArray([.. rest.Take(limit).Select(Wire)]),
            ["nextCursor"] = rest.Count > limit ? Convert.ToBase64String(Encoding.UTF8.GetBytes(rest[limit - 1].Id)) : null,
        });
    }

    private static JsonObject Wire(TextMessage message) => new()
    {
        ["id"] = message.Id,
        ["to"] = JsonWire.Array(message.To),
        ["from"] = message.From,
        ["text"] = message.Text,
        ["conversationId"] = message.ConversationId,
        ["direction"] = message.Direction,
        ["status"] = WebhookPayload.Status(message),
        ["createdAt"] = JsonWire.Time(message.CreatedAt),
        ["updatedAt"] = JsonWire.Time(message.CreatedAt),
        ["media"] = WebhookPayload.Media(message),
        ["phoneNumberId"] = message.PhoneNumberId,
        ["userId"] = message.UserId,
    };
}
