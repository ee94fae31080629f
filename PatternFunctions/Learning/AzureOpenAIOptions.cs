using System.ComponentModel.DataAnnotations;

namespace PatternFunctions.Learning;

/// <summary>Section <c>AzureOpenAI</c>. Without an endpoint the built-in rules learn instead.</summary>
public sealed class AzureOpenAIOptions : IValidatableObject
{
    public const string Section = "AzureOpenAI";

    public Uri? Endpoint { get; set; }

    /// <summary>Empty: the app's managed identity, or whoever is signed in on a developer's machine.</summary>
    public string? ApiKey { get; set; }

    public string? ChatDeployment { get; set; }

    public string? EmbeddingDeployment { get; set; }

    /// <summary>The model behind the deployment, whose name does not tell it: for counting tokens.</summary>
    public string ChatModel { get; set; } = "gpt-4o";

    /// <summary>US dollars per million tokens; the defaults are gpt-4o's list prices.</summary>
    [Range(0, 1000)]
    public decimal InputPrice { get; set; } = 2.50m;

    /// <summary>US dollars per million tokens.</summary>
    [Range(0, 1000)]
    public decimal OutputPrice { get; set; } = 10m;

    [Range(50, 4000)]
    public int MaxOutputTokens { get; set; } = 800;

    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>A call that is throttled or fails is repeated this often, if the wait is short; then it is for later.</summary>
    [Range(0, 5)]
    public int Retries { get; set; } = 2;

    /// <summary>The first wait before a repetition; the next ones are longer. Milliseconds.</summary>
    [Range(1, 10_000)]
    public int RetryDelayMilliseconds { get; set; } = 500;

    public bool IsConfigured => Endpoint is not null;

    public decimal CostOf(int inputTokens, int outputTokens) =>
        ((inputTokens * InputPrice) + (outputTokens * OutputPrice)) / 1_000_000m;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Endpoint is { } endpoint && !(endpoint.IsAbsoluteUri && (endpoint.Scheme == Uri.UriSchemeHttps || endpoint.IsLoopback)))
        {
            yield return new ValidationResult("AzureOpenAI:Endpoint must be an https address.", [nameof(Endpoint)]);
        }

        if (IsConfigured && string.IsNullOrWhiteSpace(ChatDeployment))
        {
            yield return new ValidationResult("AzureOpenAI:ChatDeployment is missing.", [nameof(ChatDeployment)]);
        }
    }
}
