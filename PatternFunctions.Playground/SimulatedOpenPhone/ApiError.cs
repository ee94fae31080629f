using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <summary>An error in the v1 API's own form.</summary>
internal sealed class ApiError : Exception
{
    private readonly JsonObject body;

    private ApiError(int status, string? code, string title, string message, JsonArray? errors = null) : base(message)
    {
        Status = status;
        body = new JsonObject
        {
            ["message"] = message,
            ["code"] = code,
            ["status"] = status,
            ["docs"] = "https://openphone.com/docs",
            ["title"] = title,
            ["trace"] = "4836914372048191937",
        };
        if (code is null)
        {
            body.Remove("code");
        }

        if (errors is not null)
        {
            body["errors"] = errors;
        }
    }

    public int Status { get; }

    public static ApiError Invalid(string path, string message, JsonNode? value) => new(
        400, "0200400", "Bad Request", "Validation failed",
        [new JsonObject { ["path"] = path, ["message"] = message, ["value"] = value?.DeepClone(), ["schema"] = new JsonObject() }]);

    public static ApiError A2PRegistrationNotApproved() =>
        new(400, "0206400", "A2P Registration Not Approved", "The A2P registration of this number is not approved");

    /// <remarks>The words are seen in practice; their status and code are not documented.</remarks>
    public static ApiError OptedOut() => new(400, null, "Opted Out", "The recipient has opted out of messages from this number");

    public static ApiError Unauthorized() => new(401, "0200401", "Unauthorized", "Unauthorized");

    public static ApiError SubscriptionExpired() => new(402, "0201402", "Subscription Expired", "Your subscription has expired");

    public static ApiError NotPhoneNumberUser() => new(403, "0202403", "Not Phone Number User", "The user is not a member of this number");

    public static ApiError DailyCapReached() =>
        new(403, "0204403", "A2P 10DLC Daily Message Cap Reached", "The daily message cap of this number is reached");

    public static ApiError NotFound(string what) => new(404, "0200404", "Not Found", $"{what} not found");

    public static ApiError TooManyRequests() => new(429, null, "Too Many Requests", "Too Many Requests");

    public static ApiError Unknown() => new(500, "0201500", "Unknown", "An unknown error occurred");

    /// <summary>Turns an error that is thrown into an answer.</summary>
    public static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (ApiError error)
        {
            await JsonAnswer.WriteAsync(context, error.Status, error.body);
        }
    }
}
