using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using PatternFunctions.Learning;
using PatternFunctions.Matching.Encoder;
using PatternFunctions.Storage;

namespace PatternFunctions.Patterns;

/// <summary>Opens the encoder that the settings ask for: the deployment, if one is named, else the one inside this process.</summary>
public sealed partial class TextEncoders(
    IOptions<AzureOpenAIOptions> options, IConfiguration configuration, TimeProvider clock, ILogger<TextEncoders> logger)
{
    /// <summary>A name for "no encoder", where one is asked for.</summary>
    public const string None = "none";

    internal string Folder { get; init; } = SentenceEncoder.DefaultFolder;

    /// <returns>Null if the weights are missing: matching is then lexical.</returns>
    /// <exception cref="EncoderUnavailableException">Try later.</exception>
    public async Task<ITextEncoder?> OpenAsync(CancellationToken cancellationToken)
    {
        if (options.Value is { IsConfigured: true, EmbeddingDeployment.Length: > 0 } azure)
        {
            return await AzureTextEncoder.ConnectAsync(azure, () => AzureIdentity.Create(configuration), clock, cancellationToken);
        }

        var encoder = SentenceEncoder.Shared(Folder);
        if (encoder is null)
        {
            LogNoEncoder(Folder);
        }

        return encoder;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The encoder's weights are not in {Folder}: texts are matched by their words alone.")]
    private partial void LogNoEncoder(string folder);
}
