using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace PatternFunctions.Access;

/// <summary>The tenant of Entra ID: what it says of itself, and what a token of it must be.</summary>
public sealed class EntraAuthority
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    private readonly ConfigurationManager<OpenIdConnectConfiguration>? metadata;
    private readonly TimeProvider clock;

    public EntraAuthority(IOptions<AccessOptions> options, TimeProvider clock)
    {
        this.clock = clock;
        if (options.Value.Entra.Authority is { Length: > 0 } address)
        {
            var authority = new Uri(address.TrimEnd('/') + "/");
            metadata = new ConfigurationManager<OpenIdConnectConfiguration>(
                new Uri(authority, ".well-known/openid-configuration").AbsoluteUri,
                new OpenIdConnectConfigurationRetriever(),
                new HttpDocumentRetriever { RequireHttps = !authority.IsLoopback });
        }
    }

    /// <returns>Null if the authority is not configured, or not to be reached.</returns>
    public async Task<OpenIdConnectConfiguration?> FindMetadataAsync(CancellationToken cancellationToken)
    {
        try
        {
            return metadata is null ? null : await metadata.GetConfigurationAsync(cancellationToken);
        }
        catch (InvalidOperationException)
        {
            // So the manager says that it has got no metadata, and has none from before.
            return null;
        }
    }

    /// <summary>Issuer, signature, audience and time; the issuer and the keys come from the metadata, keys that are not known yet are asked for.</summary>
    public TokenValidationParameters ParametersFor(string audience) => new()
    {
        ValidAudience = audience,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        LifetimeValidator = (notBefore, expires, _, _) =>
            clock.GetUtcNow().UtcDateTime is var now && (notBefore is null || now >= notBefore - Skew) && now < expires + Skew,
        ConfigurationManager = metadata,
    };
}
