using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PatternFunctions.Access;

/// <summary>Lets people in with a token of Entra ID: issuer, audience, signature, time and roles are checked here, not by a proxy.</summary>
public sealed class EntraTokens(EntraAuthority authority, IOptions<AccessOptions> options)
{
    /// <summary>A person's, else an application's.</summary>
    private static readonly string[] NameClaims = ["preferred_username", "azp", "appid", "sub"];

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };
    private readonly EntraOptions options = options.Value.Entra;
    private readonly TokenValidationParameters? parameters = options.Value.Entra.TakesTokens ? authority.ParametersFor(options.Value.Entra.Audience) : null;

    /// <returns>Null for a token that is not valid here. One without a role gives a caller who may do nothing.</returns>
    public async Task<Caller?> FindAsync(string token, string source) =>
        parameters is not null && await ValidateAsync(token, parameters) is { } valid ? CallerOf(valid, source) : null;

    /// <returns>Null for a token that is not valid.</returns>
    internal async Task<JsonWebToken?> ValidateAsync(string token, TokenValidationParameters parameters) =>
        await handler.ValidateTokenAsync(token, parameters) is { IsValid: true, SecurityToken: JsonWebToken valid } ? valid : null;

    internal Caller CallerOf(JsonWebToken token, string source)
    {
        var roles = token.Claims.Where(claim => claim.Type is "roles").Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal);
        var role = roles.Contains(options.AdminRole) ? Role.Admin : roles.Contains(options.OperatorRole) ? Role.Operator : Role.Anyone;
        return new Caller(NameOf(token), role, source);
    }

    private static string NameOf(JsonWebToken token)
    {
        var name = NameClaims
            .Select(type => token.TryGetPayloadValue<string>(type, out var value) ? value : null)
            .FirstOrDefault(value => !string.IsNullOrWhiteSpace(value)) ?? "unknown";
        return name.Length > 100 ? name[..100] : name;
    }
}
