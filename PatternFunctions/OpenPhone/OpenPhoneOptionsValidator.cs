using Microsoft.Extensions.Options;

namespace PatternFunctions.OpenPhone;

/// <summary>Says which setting is wrong, and never what it holds.</summary>
public sealed class OpenPhoneOptionsValidator : IValidateOptions<OpenPhoneOptions>
{
    public ValidateOptionsResult Validate(string? name, OpenPhoneOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var failures = Failures(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(OpenPhoneOptions options)
    {
        if (!options.BaseUrl.IsAbsoluteUri || !(options.BaseUrl.Scheme == Uri.UriSchemeHttps || options.BaseUrl.IsLoopback))
        {
            yield return "OpenPhone:BaseUrl must be an https address.";
        }

        if (string.IsNullOrWhiteSpace(options.ApiKey))
        {
            yield return "OpenPhone:ApiKey is missing.";
        }
        else if (options.ApiKey.Any(character => character is <= ' ' or > '~'))
        {
            yield return "OpenPhone:ApiKey must be the key alone, without \"Bearer\", spaces or line ends.";
        }

        if (options.WebhookSigningKeys.Count == 0)
        {
            yield return "OpenPhone:WebhookSigningKeys is empty, so no webhook could be accepted.";
        }

        for (var i = 0; i < options.WebhookSigningKeys.Count; i++)
        {
            if (!SigningKey.TryParse(options.WebhookSigningKeys[i], out _))
            {
                yield return $"OpenPhone:WebhookSigningKeys:{i} is neither Base64 nor whsec_ with Base64.";
            }
        }

        if (options.LegacySignatureTolerance <= TimeSpan.Zero || options.StandardSignatureTolerance <= TimeSpan.Zero
            || options.RequestTimeout <= TimeSpan.Zero)
        {
            yield return "OpenPhone's tolerances and time limits must be above zero.";
        }
    }
}
