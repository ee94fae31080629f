using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace PatternFunctions.LocalHost.Queues;

/// <summary>host.json's extensions.queues, with the real host's defaults and limits.</summary>
internal sealed record QueueSettings
{
    public QueueSettings(IConfiguration section)
    {
        BatchSize = Bounded(section, "batchSize", 16, 1, 32);
        NewBatchThreshold = Bounded(section, "newBatchThreshold", BatchSize / 2, 0, int.MaxValue);
        MaxDequeueCount = Bounded(section, "maxDequeueCount", 5, 1, int.MaxValue);
        VisibilityTimeout = Bounded(section, "visibilityTimeout", TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromDays(7));
        MaxPollingInterval = Bounded(section, "maxPollingInterval", TimeSpan.FromMinutes(1), PollingDelay.Shortest, TimeSpan.MaxValue);
        MessageEncoding = section.GetValue("messageEncoding", QueueMessageEncoding.Base64);
    }

    /// <summary>Messages asked for at once.</summary>
    public int BatchSize { get; }

    /// <summary>
    /// A new batch is fetched when no more than this many are running, so at most batch size + threshold run at once.
    /// The default is what the Consumption and Flex plans take; other plans multiply it by the processors.
    /// </summary>
    public int NewBatchThreshold { get; }

    public int MaxDequeueCount { get; }

    /// <summary>How long a message that failed stays hidden. Not how long one is hidden while it runs: see <see cref="Lease"/>.</summary>
    public TimeSpan VisibilityTimeout { get; }

    public TimeSpan MaxPollingInterval { get; }

    public QueueMessageEncoding MessageEncoding { get; }

    /// <summary>
    /// How long a message is hidden while it runs; renewed at half of it. After a crash it is seen again when this is over.
    /// Ten minutes on the real host.
    /// </summary>
    public required TimeSpan Lease { get; init; }

    private static T Bounded<T>(IConfiguration section, string name, T fallback, T least, T most)
        where T : struct, IComparable<T>
    {
        var value = section.GetValue<T?>(name) ?? fallback;
        return value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0
            ? value
            : throw new InvalidOperationException($"host.json: extensions.queues.{name} is {value}, but must be {least} to {most}.");
    }
}
