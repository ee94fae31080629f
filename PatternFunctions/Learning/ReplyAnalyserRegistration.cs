using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Azure.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using OpenAI.Chat;
using PatternFunctions.Storage;

namespace PatternFunctions.Learning;

public static partial class ReplyAnalyserRegistration
{
    /// <summary>
    /// GPT-4 if Azure OpenAI is configured, the built-in rules if not, or if this build has no list of words by which names are
    /// kept from a model. GPT-4 needs an <see cref="IAiBudget"/>.
    /// </summary>
    public static IServiceCollection AddReplyAnalyser(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<AzureOpenAIOptions>()
            .Bind(configuration.GetSection(AzureOpenAIOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<IReplyAnalyser>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<AzureOpenAIOptions>>().Value;
            if (!options.IsConfigured)
            {
                return new RuleBasedAnalyser();
            }

            var logger = provider.GetRequiredService<ILogger<OpenAiAnalyser>>();
            if (!EnglishWords.ArePresent)
            {
                LogNoWords(logger);
                return new RuleBasedAnalyser();
            }

            return new OpenAiAnalyser(
                CreateClient(options, () => AzureIdentity.Create(configuration)), options, provider.GetRequiredService<IAiBudget>(),
                provider.GetRequiredService<TimeProvider>(), logger);
        });
        return services;
    }

    /// <param name="identity">Who asks, if there is no key.</param>
    public static ChatClient CreateClient(AzureOpenAIOptions options, Func<TokenCredential>? identity = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var endpoint = options.Endpoint ?? throw new ArgumentException("No endpoint.", nameof(options));
        // The analyser decides about repetitions and time: two such rules in one another multiply.
        var clientOptions = new AzureOpenAIClientOptions
        {
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
        };
        var client = string.IsNullOrWhiteSpace(options.ApiKey)
            ? new AzureOpenAIClient(endpoint, identity?.Invoke() ?? throw new ArgumentException("Neither key nor identity.", nameof(options)), clientOptions)
            : new AzureOpenAIClient(endpoint, new ApiKeyCredential(options.ApiKey), clientOptions);
        return client.GetChatClient(options.ChatDeployment);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "This build has no list of English words (npm was missing): the built-in rules analyse, for names could reach the model.")]
    private static partial void LogNoWords(ILogger logger);
}
