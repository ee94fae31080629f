using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace PatternFunctions.Tests.Access;

/// <summary>The browser's side of an issuer: whoever comes is signed in at once, and sent back with a code that is good for once.</summary>
public sealed class LocalSignIns(LocalIssuer issuer)
{
    public const string ClientId = "console-of-the-tests";

    public const string ClientSecret = "secret-of-the-tests";

    private readonly ConcurrentDictionary<string, IQueryCollection> codes = new();

    /// <summary>The app role of whoever signs in; null for none.</summary>
    public string? Role { get; set; } = "Patterns.Operator";

    public DateTimeOffset Now { get; set; }

    /// <summary>What the token says beside the truth, if anything.</summary>
    public string? OtherNonce { get; set; }

    public string? OtherAudience { get; set; }

    /// <summary>Instead of a token.</summary>
    public int? TokenStatus { get; set; }

    /// <summary>Instead of an answer of its own.</summary>
    public string? TokenBody { get; set; }

    public Task AuthorizeAsync(HttpContext http)
    {
        var query = http.Request.Query;
        if (query["client_id"] != ClientId || query["response_type"] != "code" || query["code_challenge_method"] != "S256" || query["scope"] != "openid profile")
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        var code = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        codes[code] = query;
        http.Response.Redirect(query["redirect_uri"] + QueryString.Create((KeyValuePair<string, string?>[])[new("code", code), new("state", query["state"])]));
        return Task.CompletedTask;
    }

    public async Task RedeemAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        if (TokenStatus is not null || !codes.TryRemove(form["code"].ToString(), out var asked)
            || form["client_id"] != ClientId || form["client_secret"] != ClientSecret || form["redirect_uri"] != asked["redirect_uri"]
            || Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != asked["code_challenge"])
        {
            http.Response.StatusCode = TokenStatus ?? StatusCodes.Status400BadRequest;
            await http.Response.WriteAsync("""{"error": "invalid_grant"}""");
            return;
        }

        await http.Response.WriteAsync(TokenBody ?? JsonSerializer.Serialize(new
        {
            token_type = "Bearer",
            access_token = "of no use here",
            id_token = issuer.Token(Now, Role, OtherAudience ?? ClientId, nonce: OtherNonce ?? asked["nonce"]),
        }));
    }
}
