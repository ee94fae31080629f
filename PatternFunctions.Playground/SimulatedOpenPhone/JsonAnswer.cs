using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PatternFunctions.Playground.SimulatedOpenPhone;

internal static class JsonAnswer
{
    public static Task WriteAsync(HttpContext context, int status, JsonNode body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(JsonWire.Write(body), context.RequestAborted);
    }

    /// <summary>One page; the token names the last row, so that new rows do not shift the rest.</summary>
    /// <param name="rows">In the order of the list, each with an <c>id</c>.</param>
    public static Task WritePageAsync(HttpContext context, IReadOnlyList<JsonObject> rows, int maxResults)
    {
        var after = context.Request.Query["pageToken"].ToString();
        var page = rows
            .Skip(after.Length == 0 ? 0 : rows.TakeWhile(row => Id(row) != after).Count() + 1)
            .Take(maxResults)
            .ToList();
        var isLast = page.Count == 0 || ReferenceEquals(page[^1], rows[^1]);
        return WriteAsync(context, 200, new JsonObject
        {
            ["data"] = new JsonArray([.. page]),
            // As little to be relied on as the real one: only nextPageToken says when a list ends.
            ["totalItems"] = page.Count,
            ["nextPageToken"] = isLast ? null : Id(page[^1]),
        });
    }

    private static string Id(JsonObject row) => (string)row["id"]!;
}
