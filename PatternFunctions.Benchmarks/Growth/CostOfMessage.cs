using System.Text.Json;

namespace PatternFunctions.Benchmarks.Growth;

/// <summary>What one customer's text costs, as the suites have measured it.</summary>
/// <param name="AppSeconds">Of a processor, from webhook to stored decision, HTTP included.</param>
/// <param name="DatabaseSeconds">Of a processor.</param>
/// <param name="StoredBytes">In the database, with its indexes.</param>
/// <param name="WebhookSeconds">From the webhook to the stored decision, at the median, where nothing waits.</param>
internal sealed record CostOfMessage(double AppSeconds, double DatabaseSeconds, double StoredBytes, double WebhookSeconds)
{
    /// <summary>Two queues: put, taken with up to 15 others, deleted. By the code, not measured.</summary>
    public const double QueueOperations = 2 * (1 + (1.0 / BatchSize) + 1);

    /// <summary>Of host.json.</summary>
    public const int BatchSize = 16;

    /// <summary>The webhook, the event, the question.</summary>
    public const int Executions = 3;

    /// <param name="folder">With the JSON of the suite "pipeline".</param>
    public static async Task<CostOfMessage> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var results = JsonSerializer.Deserialize<Report>(
            await File.ReadAllTextAsync(Path.Combine(folder, "pipeline.json"), cancellationToken), JsonSerializerOptions.Web)!.Results;
        double Of(string name) => results.Find(result => result.Name == name)?.Value
            ?? throw new InvalidOperationException($"pipeline.json has no result '{name}'.");
        return new CostOfMessage(
            Of("direct/processor time of the app, the customers' part included") / 1e3, Of("direct/processor time of the database") / 1e3,
            Of("direct/stored") * 1e3, Of("one instance/p50 from webhook to stored decision at half the rate") / 1e3);
    }

    private sealed record Report(List<BenchmarkResult> Results);
}
