using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PatternFunctions.Tests.Storage;

/// <summary>
/// Who gives tokens to a managed identity inside an app, as App Service does
/// (https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference), and a service that is
/// asked with one.
/// </summary>
internal sealed class TokenEndpoint : IAsyncDisposable
{
    public const string ClientId = "11111111-2222-3333-4444-555555555555";

    private const string Secret = "the-instance";

    private readonly WebApplication web;

    private TokenEndpoint(WebApplication web) => this.web = web;

    public Uri Address => new(web.Urls.First());

    /// <summary>What was asked for, and for whom.</summary>
    public ConcurrentQueue<(string? Resource, string? ClientId)> Requests { get; } = [];

    /// <summary>With which the service was asked.</summary>
    public ConcurrentQueue<string?> Authorizations { get; } = [];

    public static string TokenFor(string resource) => $"token-for-{new Uri(resource).Host}";

    public static async Task<TokenEndpoint> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var web = builder.Build();
        var endpoint = new TokenEndpoint(web);
        web.Urls.Add("http://127.0.0.1:0");
        web.MapGet("/token", endpoint.Answer);
        web.MapFallback((HttpContext http) =>
        {
            endpoint.Authorizations.Enqueue(http.Request.Headers.Authorization);
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        });
        await web.StartAsync();
        // Of the process, as in an app; nothing else here asks for tokens.
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", new Uri(endpoint.Address, "token").AbsoluteUri);
        Environment.SetEnvironmentVariable("IDENTITY_HEADER", Secret);
        return endpoint;
    }

    public async ValueTask DisposeAsync()
    {
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", null);
        Environment.SetEnvironmentVariable("IDENTITY_HEADER", null);
        await web.DisposeAsync();
    }

    private IResult Answer(HttpRequest request)
    {
        if (request.Headers["X-IDENTITY-HEADER"] != Secret)
        {
            return Results.Unauthorized();
        }

        var resource = (string)request.Query["resource"]!;
        Requests.Enqueue((resource, request.Query["client_id"]));
        return Results.Json(new Dictionary<string, string?>
        {
            ["access_token"] = TokenFor(resource),
            ["expires_on"] = TimeProvider.System.GetUtcNow().AddHours(24).ToUnixTimeSeconds().ToString(),
            ["resource"] = resource,
            ["token_type"] = "Bearer",
            ["client_id"] = request.Query["client_id"],
        });
    }
}
