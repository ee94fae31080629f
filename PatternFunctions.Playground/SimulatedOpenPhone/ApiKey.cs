using Microsoft.AspNetCore.Http;

namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <summary>The key stands in the header as it is: "The Quo API does not use a Bearer token."</summary>
internal static class ApiKey
{
    public static Task RequireAsync(string key, HttpContext context, RequestDelegate next) =>
        context.Request.Headers.Authorization.ToString() == key ? next(context) : throw ApiError.Unauthorized();
}
