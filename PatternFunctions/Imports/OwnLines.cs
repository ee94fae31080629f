using Microsoft.Extensions.Options;
using PatternFunctions.OpenPhone;

namespace PatternFunctions.Imports;

/// <summary>OpenPhone's ids of the business's own numbers. Exports know the numbers alone, and live traffic the ids.</summary>
public sealed partial class OwnLines(OpenPhoneClient client, IOptions<OpenPhoneOptions> options, ILogger<OwnLines> logger)
{
    /// <returns>PN… by number; empty if OpenPhone is not to be had, and conversations then stand apart from the live ones.</returns>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(CancellationToken cancellationToken)
    {
        if (options.Value.ApiKey.Length == 0)
        {
            return new Dictionary<string, string>();
        }

        try
        {
            return (await client.ListPhoneNumbersAsync(cancellationToken)).ToDictionary(line => line.Number, line => line.Id, StringComparer.Ordinal);
        }
        catch (HttpRequestException failure)
        {
            LogUnknown(failure.StatusCode?.ToString() ?? failure.HttpRequestError.ToString());
            return new Dictionary<string, string>();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "OpenPhone does not tell the ids of the business's numbers ({Reason}): imported conversations stand by number.")]
    private partial void LogUnknown(string reason);
}
