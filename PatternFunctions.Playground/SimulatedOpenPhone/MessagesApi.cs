using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <summary>/v1/messages: send, list, get.</summary>
internal sealed class MessagesApi(OpenPhoneOptions options, OpenPhoneSimulator simulator, SendFaults faults, TimeProvider clock)
{
    private readonly Workspace workspace = simulator.Workspace;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/messages", SendAsync);
        routes.MapGet("/v1/messages", ListAsync);
        routes.MapGet("/v1/messages/{id}", GetAsync);
    }

    private async Task SendAsync(HttpContext context)
    {
        var request = SendRequest.Read(await ReadBodyAsync(context), workspace);
        var fault = faults.Take() ?? (request.To.Any(workspace.HasOptedOut) ? SendFault.OptedOut : null);
        var isAccepted = fault is null or SendFault.Slow
            or SendFault.TimeoutAfterAccepting or SendFault.DisconnectAfterAccepting or SendFault.ServerErrorAfterAccepting;
        var message = isAccepted ? simulator.SentByApi(request.To, request.Content, request.Line, request.UserId) : null;
        faults.Record(request.To, request.Content, fault, message?.Id);

        switch (fault)
        {
            case SendFault.TimeoutAfterAccepting or SendFault.TimeoutBeforeAccepting:
                await faults.KeepWaitingAsync(context.RequestAborted);
                context.Abort();
                return;
            case SendFault.DisconnectAfterAccepting or SendFault.DisconnectBeforeAccepting:
                context.Abort();
                return;
            case SendFault.Slow:
                await Task.Delay(options.SlowAnswer, clock, context.RequestAborted);
                break;
            case { } refusal:
                throw Refuse(refusal);
        }

        await JsonAnswer.WriteAsync(context, 202, new JsonObject { ["data"] = Wire(message!, status: "queued") });
    }

    private Task ListAsync(HttpContext context)
    {
        var lineId = QueryOf.Required(context, "phoneNumberId");
        var participants = QueryOf.Many(context, "participants");
        if (participants.Count == 0 || !participants.All(QueryOf.IsE164))
        {
            throw ApiError.Invalid("/participants", "Expected one or more numbers in E.164", JsonWire.Array(participants));
        }

        var line = workspace.FindLine(lineId) ?? throw ApiError.NotFound("Phone number");
        var (after, before) = (QueryOf.Time(context, "createdAfter"), QueryOf.Time(context, "createdBefore"));
        var userId = context.Request.Query["userId"].ToString();
        return JsonAnswer.WritePageAsync(
            context,
            [
                .. workspace.Messages.Reverse()
                    .Where(message => message.PhoneNumberId == line.Id
                        && participants.ToHashSet().SetEquals(message.Customers(line.Number))
                        && (after is null || message.CreatedAt > after) && (before is null || message.CreatedAt < before)
                        && (userId.Length == 0 || message.UserId == userId))
                    .OrderByDescending(message => message.CreatedAt)
                    .Select(message => Wire(message)),
            ],
            QueryOf.MaxResults(context, 100));
    }

    private Task GetAsync(HttpContext context)
    {
        var message = workspace.FindMessage((string)context.GetRouteValue("id")!) ?? throw ApiError.NotFound("Message");
        return JsonAnswer.WriteAsync(context, 200, new JsonObject { ["data"] = Wire(message) });
    }

    private static async Task<JsonObject> ReadBodyAsync(HttpContext context)
    {
        try
        {
            return await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject
                ?? throw ApiError.Invalid("", "Expected object", null);
        }
        catch (JsonException)
        {
            throw ApiError.Invalid("", "Expected JSON", null);
        }
    }

    private static JsonObject Wire(TextMessage message, string? status = null) => new()
    {
        ["id"] = message.Id,
        ["to"] = JsonWire.Array(message.To),
        ["from"] = message.From,
        ["text"] = message.Text,
        ["phoneNumberId"] = message.PhoneNumberId,
        ["conversationId"] = message.ConversationId,
        ["direction"] = message.Direction,
        ["userId"] = message.UserId,
        ["status"] = status ?? (message.IsIncoming ? "received" : "delivered"),
        ["createdAt"] = JsonWire.Time(message.CreatedAt),
        ["updatedAt"] = JsonWire.Time(message.CreatedAt),
    };

    private static ApiError Refuse(SendFault fault) => fault switch
    {
        SendFault.TooManyRequests => ApiError.TooManyRequests(),
        SendFault.Unauthorized => ApiError.Unauthorized(),
        SendFault.SubscriptionExpired => ApiError.SubscriptionExpired(),
        SendFault.NotPhoneNumberUser => ApiError.NotPhoneNumberUser(),
        SendFault.DailyCapReached => ApiError.DailyCapReached(),
        SendFault.A2PRegistrationNotApproved => ApiError.A2PRegistrationNotApproved(),
        SendFault.OptedOut => ApiError.OptedOut(),
        _ => ApiError.Unknown(),
    };
}
