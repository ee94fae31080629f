using Microsoft.Extensions.Options;

namespace PatternFunctions.OpenPhone;

/// <summary>
/// Tells OpenPhone's webhooks from anyone else's. Keys are read once: a rotation is a change of settings, and thus a
/// restart.
/// </summary>
public sealed class SignatureVerifier
{
    private readonly LegacySignature legacy;
    private readonly StandardSignature standard;
    private readonly TimeProvider clock;

    public SignatureVerifier(IOptions<OpenPhoneOptions> options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        var keys = options.Value.WebhookSigningKeys
            .Select(text => SigningKey.TryParse(text, out var key) ? key : throw new FormatException("A webhook signing key is not Base64."))
            .ToLookup(key => key.IsStandard, key => key.Secret);
        legacy = new LegacySignature([.. keys[false]], options.Value.LegacySignatureTolerance);
        standard = new StandardSignature([.. keys[true]], options.Value.StandardSignatureTolerance);
        this.clock = clock;
    }

    /// <param name="headers">Of the request.</param>
    /// <param name="body">The bytes as they came, before anything has read them as text.</param>
    public SignatureResult Verify(in WebhookHeaders headers, ReadOnlySpan<byte> body)
    {
        var now = clock.GetUtcNow();
        var result = headers.HasStandard ? standard.Verify(headers, body, now) : SignatureResult.Missing;
        if (result is not SignatureResult.Valid && headers.OpenPhoneSignature is { } header)
        {
            var other = legacy.Verify(header, body, now);
            result = other > result ? other : result;
        }

        return result;
    }
}
