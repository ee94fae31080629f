using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace PatternFunctions.LocalHost.Http;

/// <summary>
/// What the host decides before a worker sees the request, and so before any startup filter of the app: which function it is,
/// and whether the key will do.
/// </summary>
internal sealed class HttpGate(AccessKeys keys) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseRouting();
        app.Use(PassAsync);
        next(app);
    };

    private async Task PassAsync(HttpContext http, RequestDelegate next)
    {
        // The host puts its own in place of the client's, and the worker takes those off again.
        foreach (var name in http.Request.Headers.Keys.Where(k => k.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            http.Request.Headers.Remove(name);
        }

        var endpoint = http.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<HostEndpoint>() is not null)
        {
            await endpoint.RequestDelegate!(http);
        }
        else if (IsReserved(http.Request.Path) || endpoint?.Metadata.GetMetadata<FunctionEntry>() is not { } entry)
        {
            // Also for a method that is not listed: the host knows no 405.
            http.SetEndpoint(null);
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (!keys.Allow(http.Request, entry))
        {
            http.SetEndpoint(null);
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else
        {
            await next(http);
        }
    }

    private static bool IsReserved(PathString path) => path.StartsWithSegments("/admin") || path.StartsWithSegments("/runtime");
}
