using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace PatternFunctions.Access;

/// <summary>People's sign-in to the console with Entra ID: the authorization code flow with PKCE (RFC 7636), state and nonce.</summary>
public sealed partial class EntraSignIn(
    IHttpClientFactory clients, EntraAuthority authority, EntraTokens tokens, IOptions<AccessOptions> options, ILogger<EntraSignIn> logger)
{
    private const long LargestAnswer = 256 * 1024;

    private readonly EntraOptions options = options.Value.Entra;

    /// <summary>Whether it is configured.</summary>
    public bool IsOffered => options.SignsIn;

    /// <summary>Where people come back to, as it is registered with the authority.</summary>
    public string? RedirectUri => options.RedirectUri.Length > 0 ? options.RedirectUri : null;

    /// <returns>Where the browser goes to sign in; null if the authority is not to be had.</returns>
    public async Task<string?> AddressAsync(SignInAttempt attempt, string redirectUri, CancellationToken cancellationToken) =>
        await authority.FindMetadataAsync(cancellationToken) is { AuthorizationEndpoint.Length: > 0 } metadata
            ? metadata.AuthorizationEndpoint + QueryString.Create((KeyValuePair<string, string?>[])
            [
                new("client_id", options.ClientId), new("response_type", "code"), new("response_mode", "query"),
                new("redirect_uri", redirectUri), new("scope", "openid profile"), new("state", attempt.State), new("nonce", attempt.Nonce),
                new("code_challenge", attempt.Challenge), new("code_challenge_method", "S256"),
            ])
            : null;

    /// <param name="attempt">That began in this browser.</param>
    /// <param name="code">That the browser has brought back.</param>
    /// <param name="redirectUri">As it was when it began.</param>
    /// <param name="source">Where the person's browser is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<SignInOutcome> FinishAsync(
        SignInAttempt attempt, string code, string redirectUri, string source, CancellationToken cancellationToken)
    {
        if (await authority.FindMetadataAsync(cancellationToken) is not { TokenEndpoint.Length: > 0 } metadata)
        {
            return new SignInOutcome.Unavailable();
        }

        var (status, idToken) = await RedeemAsync(metadata.TokenEndpoint, attempt, code, redirectUri, cancellationToken);
        if (status is not HttpStatusCode.OK || idToken is null)
        {
            LogNotRedeemed((int?)status ?? 0);
            // A code that was used, is too old, or is somebody else's gives 400; all else is not the person's fault.
            return status is HttpStatusCode.BadRequest ? new SignInOutcome.Refused() : new SignInOutcome.Unavailable();
        }

        var token = await tokens.ValidateAsync(idToken, authority.ParametersFor(options.ClientId));
        if (token is null || !token.TryGetPayloadValue<string>("nonce", out var nonce) || !IsSame(nonce, attempt.Nonce))
        {
            return new SignInOutcome.Refused();
        }

        var caller = tokens.CallerOf(token, source);
        return caller.Role is Role.Anyone ? new SignInOutcome.WithoutRole() : new SignInOutcome.Admitted(caller);
    }

    internal static bool IsSame(string? given, string expected) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));

    private async Task<(HttpStatusCode? Status, string? IdToken)> RedeemAsync(
        string endpoint, SignInAttempt attempt, string code, string redirectUri, CancellationToken cancellationToken)
    {
        Dictionary<string, string> fields = new(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = options.ClientId,
            ["code"] = code,
            ["redirect_uri"] = redirectUri,
            ["code_verifier"] = attempt.Verifier,
            ["scope"] = "openid profile",
        };
        if (options.ClientSecret.Length > 0)
        {
            fields["client_secret"] = options.ClientSecret;
        }

        using var client = clients.CreateClient(nameof(EntraSignIn));
        client.MaxResponseContentBufferSize = LargestAnswer;
        client.Timeout = TimeSpan.FromSeconds(15);
        try
        {
            using var content = new FormUrlEncodedContent(fields);
            using var response = await client.PostAsync(new Uri(endpoint), content, cancellationToken);
            var answer = response.IsSuccessStatusCode
                ? JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(cancellationToken), EntraJson.Default.TokenAnswer) : null;
            return (response.StatusCode, answer?.IdToken);
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException
            || (failure is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (null, null);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Entra ID gave no token for a code ({Status}). If it stays so: check client id, secret and redirect address.")]
    private partial void LogNotRedeemed(int status);
}
