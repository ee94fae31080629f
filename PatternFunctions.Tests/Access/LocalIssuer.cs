using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PatternFunctions.Tests.Access;

/// <summary>An issuer of tokens as Entra ID is one: metadata, keys, and tokens signed with them.</summary>
public sealed class LocalIssuer : IAsyncDisposable
{
    public const string Audience = "api://patterns";

    private readonly WebApplication app;
    private readonly Dictionary<string, RSA> keys = new() { ["one"] = RSA.Create(2048) };

    private LocalIssuer(WebApplication app) => (this.app, SignIns) = (app, new LocalSignIns(this));

    /// <summary>Who signs in with a browser.</summary>
    public LocalSignIns SignIns { get; }

    /// <summary>By another name than the app's, so that browsers take the two for different sites.</summary>
    public string Authority => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()
        .Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    public static async Task<LocalIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var issuer = new LocalIssuer(app);
        app.MapGet("/.well-known/openid-configuration", (RequestDelegate)(http => http.Response.WriteAsync(
            JsonSerializer.Serialize(new
            {
                issuer = issuer.Authority,
                jwks_uri = $"{issuer.Authority}/keys",
                authorization_endpoint = $"{issuer.Authority}/authorize",
                token_endpoint = $"{issuer.Authority}/token",
            }))));
        app.MapGet("/authorize", (RequestDelegate)(http => issuer.SignIns.AuthorizeAsync(http)));
        app.MapPost("/token", (RequestDelegate)(http => issuer.SignIns.RedeemAsync(http)));
        app.MapGet("/keys", (RequestDelegate)(http => http.Response.WriteAsync(issuer.PublicKeys())));
        await app.StartAsync();
        return issuer;
    }

    public string Token(
        DateTimeOffset now, string? role, string audience = Audience, string? issuer = null, TimeSpan? lifetime = null, RSA? signer = null, string? nonce = null) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Authority,
            Audience = audience,
            NotBefore = now.UtcDateTime.AddHours(-1),
            Expires = now.UtcDateTime + (lifetime ?? TimeSpan.FromHours(1)),
            Subject = new ClaimsIdentity(
            [
                new Claim("preferred_username", "kim@example.com"),
                .. role is null ? [] : new[] { new Claim("roles", role) },
                .. nonce is null ? [] : new[] { new Claim("nonce", nonce) },
            ]),
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(signer ?? keys["one"]) { KeyId = "one" }, SecurityAlgorithms.RsaSha256),
        });

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        foreach (var key in keys.Values)
        {
            key.Dispose();
        }
    }

    private string PublicKeys() => JsonSerializer.Serialize(new
    {
        keys = keys.Select(entry => (entry.Key, Public: entry.Value.ExportParameters(includePrivateParameters: false))).Select(entry => new
        {
            kty = "RSA",
            use = "sig",
            kid = entry.Key,
            n = Base64UrlEncoder.Encode(entry.Public.Modulus),
            e = Base64UrlEncoder.Encode(entry.Public.Exponent),
        }),
    });
}
