using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace PatternFunctions.Access;

/// <summary>Lets people in with a token of Entra ID: issuer, audience, signature, time and roles are checked here, not by a proxy.</summary>
public sealed class EntraTokens
{
    /// <summary>A person's, else an application's.</summary>
    private static readonly string[] NameClaims = ["preferred_username", "azp", "appid", "sub"];

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };
    private readonly EntraOptions options;
    private readonly TokenValidationParameters? parameters;

    public EntraTokens(IOptions<AccessOptions> options, TimeProvider clock)
    {
        this.options = options.Value.Entra;
        if (!this.options.IsConfigured)
        {
            return;
        }

        var authority = new Uri(this.options.Authority.TrimEnd('/') + "/");
        parameters = new TokenValidationParameters
        {
            ValidAudience = this.options.Audience,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (notBefore, expires, _, _) =>
                clock.GetUtcNow().UtcDateTime is var now && (notBefore is null || now >= notBefore - Skew) && now < expires + Skew,
            // The issuer and the keys come from here; keys that are not known yet are asked for.
            ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
                new Uri(authority, ".well-known/openid-configuration").AbsoluteUri,
                new OpenIdConnectConfigurationRetriever(),
                new HttpDocumentRetriever { RequireHttps = !authority.IsLoopback }),
        };
    }

    /// <returns>Null for a token that is not valid here. One without a role gives a caller who may do nothing.</returns>
    public async Task<Caller?> FindAsync(string token, string source)
    {
        if (parameters is null || await handler.ValidateTokenAsync(token, parameters) is not { IsValid: true, SecurityToken: JsonWebToken valid })
        {
            return null;
        }

        var roles = valid.Claims.Where(claim => claim.Type is "roles").Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal);
        var role = roles.Contains(options.AdminRole) ? Role.Admin : roles.Contains(options.OperatorRole) ? Role.Operator : Role.Anyone;
        return new Caller(NameOf(valid), role, source);
    }

    private static string NameOf(JsonWebToken token)
    {
        var name = NameClaims
            .Select(type => token.TryGetPayloadValue<string>(type, out var value) ? value : null)
            .FirstOrDefault(value => !string.IsNullOrWhiteSpace(value)) ?? "unknown";
        return name.Length > 100 ? name[..100] : name;
    }
}
