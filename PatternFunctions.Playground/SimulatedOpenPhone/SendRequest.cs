using System.Text.Json;
using System.Text.Json.Nodes;

namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <summary>The body of POST /v1/messages, held against the documented schema.</summary>
internal sealed record SendRequest(string Content, PhoneLine Line, IReadOnlyList<string> To, string UserId)
{
    /// <exception cref="ApiError">It does not fit.</exception>
    public static SendRequest Read(JsonObject body, Workspace workspace)
    {
        var content = Text(body, "content");
        if (content is not { Length: >= 1 and <= 1600 } || string.IsNullOrWhiteSpace(content))
        {
            throw ApiError.Invalid("/content", "Expected a text of 1 to 1600 characters that matches .*\\S.*", body["content"]);
        }

        var from = Text(body, "from");
        if (from is null || !(from.StartsWith("PN", StringComparison.Ordinal) || QueryOf.IsE164(from)))
        {
            throw ApiError.Invalid("/from", "Expected a phone number id or a number in E.164", body["from"]);
        }

        List<string?> to = body["to"] is JsonArray array ? [.. array.Select(AsText)] : [];
        if (to.Count is < 1 or > 10 || !to.All(QueryOf.IsE164))
        {
            throw ApiError.Invalid("/to", "Expected one to ten numbers in E.164", body["to"]);
        }

        if (body["setInboxStatus"] is { } inboxStatus && AsText(inboxStatus) != "done")
        {
            throw ApiError.Invalid("/setInboxStatus", "Expected 'done'", inboxStatus);
        }

        var line = workspace.FindLine(from) ?? throw ApiError.NotFound("Phone number");
        var userId = Text(body, "userId");
        return userId is null || workspace.Members.Any(member => member.Id == userId)
            ? new SendRequest(content, line, [.. to.Select(number => number!)], userId ?? workspace.Members[0].Id)
            : throw ApiError.NotPhoneNumberUser();
    }

    private static string? Text(JsonObject body, string name) => AsText(body[name]);

    private static string? AsText(JsonNode? node) =>
        node?.GetValueKind() is JsonValueKind.String ? node.GetValue<string>() : null;
}
