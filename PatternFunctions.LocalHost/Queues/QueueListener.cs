using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using PatternFunctions.LocalHost.Hosting;

namespace PatternFunctions.LocalHost.Queues;

/// <summary>Polls one queue and keeps its function busy.</summary>
internal sealed partial class QueueListener(
    FunctionEntry entry,
    QueueClient queue,
    QueueSettings settings,
    MessageProcessor processor,
    ILogger<QueueListener> logger) : IListener
{
    private readonly List<Task> running = [];

    public async Task RunAsync(CancellationToken stopping, CancellationToken abort)
    {
        var delay = new PollingDelay(settings.MaxPollingInterval, Random.Shared);
        while (!stopping.IsCancellationRequested)
        {
            // Not cancelled by stopping: the service may already have hidden the messages of a request that is given up.
            var messages = await ReceiveAsync(abort);
            running.AddRange(messages.Select(message => processor.ProcessAsync(message, abort)));
            if (messages.Length > 0)
            {
                delay.Reset();
                await ThresholdAsync();
            }
            else
            {
                await Task.Delay(delay.Next(), stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await Task.WhenAll(running);
    }

    private async Task ThresholdAsync()
    {
        while (running.Count > settings.NewBatchThreshold)
        {
            running.Remove(await Task.WhenAny(running));
        }
    }

    private async Task<QueueMessage[]> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await queue.ReceiveMessagesAsync(settings.BatchSize, settings.Lease, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            // The host does not create the queue it listens to: whoever sends does.
            return [];
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException or OperationCanceledException)
        {
            LogUnreachable(exception, entry.Name, queue.Name);
            return [];
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function} cannot read the queue {Queue}; it will try again.")]
    private partial void LogUnreachable(Exception exception, string function, string queue);
}
