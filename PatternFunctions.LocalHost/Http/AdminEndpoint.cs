using System.Text.Json;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PatternFunctions.LocalHost.Hosting;

namespace PatternFunctions.LocalHost.Http;

/// <summary>
/// POST /admin/functions/NAME with the master key and <c>{"input": "…"}</c> runs a queue's or timer's function at once:
/// the answer, 202, does not wait for its end.
/// </summary>
internal sealed class AdminEndpoint(IReadOnlyList<FunctionEntry> entries, AccessKeys keys, BackgroundInvocations invocations)
{
    public async Task InvokeAsync(HttpContext http)
    {
        http.Response.StatusCode = await AcceptAsync(http);
    }

    private async Task<int> AcceptAsync(HttpContext http)
    {
        if (!keys.IsMaster(http.Request))
        {
            return StatusCodes.Status401Unauthorized;
        }

        var name = (string?)http.GetRouteValue("name");
        var entry = entries.FirstOrDefault(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase));
        if (entry is null)
        {
            return StatusCodes.Status404NotFound;
        }

        if (entry.Trigger is TriggerKind.Http || await ReadInputAsync(http) is not { } input)
        {
            return StatusCodes.Status400BadRequest;
        }

        invocations.Start(entry, entry.Trigger is TriggerKind.Timer ? new TimerInfo() : Message(input));
        return StatusCodes.Status202Accepted;
    }

    private static async Task<string?> ReadInputAsync(HttpContext http)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
            return body.RootElement.ValueKind is not JsonValueKind.Object ? null
                : !body.RootElement.TryGetProperty("input", out var input) ? ""
                : input.ValueKind is JsonValueKind.String ? input.GetString() : input.GetRawText();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static QueueMessage Message(string input) =>
        QueuesModelFactory.QueueMessage(Guid.NewGuid().ToString(), popReceipt: "", BinaryData.FromString(input), dequeueCount: 1);
}
