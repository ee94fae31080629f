using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;

namespace PatternFunctions.OpenPhone;

public static class OpenPhoneServices
{
    /// <summary>Adds the client, the signature verifier and the options, which are validated at start.</summary>
    public static IServiceCollection AddOpenPhone(this IServiceCollection services)
    {
        services.AddOptions<OpenPhoneOptions>().BindConfiguration(OpenPhoneOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OpenPhoneOptions>, OpenPhoneOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SignatureVerifier>();
        services.AddHttpClient<OpenPhoneClient>(Configure)
            // A redirected POST would be sent again.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .RedactLoggedHeaders(["Authorization"])
            .AddResilienceHandler("reads", static pipeline => pipeline.AddRetry(RetriesOfReads()));
        return services;
    }

    private static void Configure(IServiceProvider services, HttpClient http)
    {
        var options = services.GetRequiredService<IOptions<OpenPhoneOptions>>().Value;
        http.BaseAddress = options.BaseUrl;
        http.Timeout = options.RequestTimeout;
        http.MaxResponseContentBufferSize = 4 * 1024 * 1024;
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", options.ApiKey);
    }

    private static HttpRetryStrategyOptions RetriesOfReads()
    {
        var retries = new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = 3,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(500),
            UseJitter = true,
        };
        retries.DisableForUnsafeHttpMethods();
        return retries;
    }
}
