using System.ClientModel;
using OpenAI.Chat;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace PatternFunctions.Learning;

/// <summary>
/// Repeats what may succeed in a moment, and stops asking a service that is down. Waits are short: a queue message is in
/// hand meanwhile, and whatever takes longer comes back later anyway.
/// </summary>
internal static class ChatPipeline
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public static readonly TimeSpan BreakDuration = TimeSpan.FromSeconds(30);

    public static ResiliencePipeline<ClientResult<ChatCompletion>> Build(AzureOpenAIOptions options, TimeProvider clock)
    {
        var builder = new ResiliencePipelineBuilder<ClientResult<ChatCompletion>> { TimeProvider = clock };
        if (options.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<ClientResult<ChatCompletion>>
            {
                MaxRetryAttempts = options.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(options.RetryDelayMilliseconds),
                MaxDelay = LongestWait,
                ShouldHandle = arguments => ValueTask.FromResult(IsWorthRepeating(arguments.Outcome.Exception, clock)),
                DelayGenerator = arguments => ValueTask.FromResult(ChatFailures.RetryAfter(arguments.Outcome.Exception, clock.GetUtcNow())),
            });
        }

        return builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<ClientResult<ChatCompletion>>
            {
                FailureRatio = 0.5,
                MinimumThroughput = 6,
                SamplingDuration = TimeSpan.FromMinutes(2),
                BreakDuration = BreakDuration,
                ShouldHandle = arguments => ValueTask.FromResult(
                    ChatFailures.IsOutage(arguments.Outcome.Exception) || arguments.Outcome.Exception is TimeoutRejectedException),
            })
            .AddTimeout(TimeSpan.FromSeconds(options.TimeoutSeconds))
            .Build();
    }

    /// <summary>Not a timeout: what took half a minute once is left for later.</summary>
    private static bool IsWorthRepeating(Exception? exception, TimeProvider clock) =>
        (ChatFailures.IsOutage(exception) || ChatFailures.IsThrottled(exception))
        && !(ChatFailures.RetryAfter(exception, clock.GetUtcNow()) > LongestWait);
}
