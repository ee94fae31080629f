using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace PatternFunctions.Access;

/// <summary>
/// How much one caller may ask of this instance. Each caller, and each address without a key, has a measure of its own,
/// so that a flood exhausts its own and nobody else's. Real time, also where the app's clock is simulated.
/// </summary>
public sealed class RateLimits(IOptions<AccessOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> callers = Limiter(options.Value.Callers);
    private readonly PartitionedRateLimiter<string> sources = Limiter(options.Value.Sources);
    private readonly PartitionedRateLimiter<string> failures = Limiter(options.Value.Failures);

    /// <returns>Null if the request may pass; else the seconds to wait, for Retry-After. So with the others.</returns>
    public string? OfCaller(Caller caller) => Take(callers, caller.Name);

    /// <summary>Of an address whose requests need no key: webhooks.</summary>
    public string? OfSource(string source) => Take(sources, source);

    /// <summary>Of an address that tries keys.</summary>
    public string? OfFailures(string source) => Take(failures, source);

    /// <summary>Whether an address has tried too many wrong keys to be heard.</summary>
    public bool IsGuessing(string source) => failures.GetStatistics(source) is { CurrentAvailablePermits: 0 };

    public void Dispose()
    {
        callers.Dispose();
        sources.Dispose();
        failures.Dispose();
    }

    private static string? Take(PartitionedRateLimiter<string> limiter, string partition)
    {
        using var lease = limiter.AttemptAcquire(partition);
        return lease.IsAcquired ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture)
            : "1";
    }

    private static PartitionedRateLimiter<string> Limiter(RateLimit limit) =>
        PartitionedRateLimiter.Create<string, string>(name => RateLimitPartition.GetTokenBucketLimiter(name, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = limit.Burst,
            TokensPerPeriod = limit.Refill,
            ReplenishmentPeriod = TimeSpan.FromSeconds(limit.Seconds),
            QueueLimit = 0,
        }));
}
