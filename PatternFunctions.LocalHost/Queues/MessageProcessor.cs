using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using PatternFunctions.LocalHost.Hosting;

namespace PatternFunctions.LocalHost.Queues;

/// <summary>One message from receipt to its end: deleted, released for another try, or moved to the poison queue.</summary>
internal sealed partial class MessageProcessor(
    FunctionEntry entry,
    QueueClient queue,
    QueueClient? poison,
    QueueSettings settings,
    FunctionInvoker invoker,
    ILogger<MessageProcessor> logger)
{
    public async Task ProcessAsync(QueueMessage message, CancellationToken abort)
    {
        try
        {
            if (message.DequeueCount > settings.MaxDequeueCount || !MessageDecoder.TryDecode(message, settings.MessageEncoding, out var decoded))
            {
                await PoisonAsync(message);
                return;
            }

            var (succeeded, latest) = await InvokeAsync(message, decoded, abort);

            // This last word on the message is not cancelled, whatever stops: one that is finished must not come back.
            if (succeeded)
            {
                await queue.DeleteMessageAsync(latest.MessageId, latest.PopReceipt, CancellationToken.None);
            }
            else if (message.DequeueCount >= settings.MaxDequeueCount)
            {
                await PoisonAsync(latest);
            }
            else if (poison is not null)
            {
                await queue.UpdateMessageAsync(latest.MessageId, latest.PopReceipt, visibilityTimeout: settings.VisibilityTimeout, cancellationToken: CancellationToken.None);
            }
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException)
        {
            LogLost(exception, entry.Name, message.MessageId);
        }
    }

    private async Task<(bool Succeeded, QueueMessage Latest)> InvokeAsync(QueueMessage message, QueueMessage decoded, CancellationToken abort)
    {
        using var done = new CancellationTokenSource();
        var renewing = RenewAsync(message, done.Token);
        var succeeded = await invoker.TryInvokeAsync(entry, decoded, abort);
        await done.CancelAsync();
        return (succeeded, await renewing);
    }

    /// <returns>The message with its last pop receipt.</returns>
    private async Task<QueueMessage> RenewAsync(QueueMessage message, CancellationToken done)
    {
        var pause = settings.Lease / 2;
        while (true)
        {
            await Task.Delay(pause, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (done.IsCancellationRequested)
            {
                return message;
            }

            try
            {
                // Never cancelled half-way: the receipt would be stale without our knowing the new one.
                message = message.Update(await queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: settings.Lease, cancellationToken: CancellationToken.None));
                pause = settings.Lease / 2;
            }
            catch (RequestFailedException exception) when (exception.Status is 400 or 404)
            {
                LogLost(exception, entry.Name, message.MessageId);
                return message;
            }
            catch (Exception exception) when (exception is RequestFailedException or AggregateException)
            {
                LogNotRenewed(exception, entry.Name, message.MessageId);
                pause = settings.Lease / 10;
            }
        }
    }

    private async Task PoisonAsync(QueueMessage message)
    {
        if (poison is null)
        {
            // A poison queue has none of its own: what fails there stays hidden until its lease is over, so that it does not spin.
            return;
        }

        await poison.CreateIfNotExistsAsync(cancellationToken: CancellationToken.None);
        await poison.SendMessageAsync(message.Body, cancellationToken: CancellationToken.None);
        await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, CancellationToken.None);
        LogPoisoned(entry.Name, message.MessageId, message.DequeueCount, poison.Name);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function}: message {MessageId} was tried {DequeueCount} times and is moved to {Queue}.")]
    private partial void LogPoisoned(string function, string messageId, long dequeueCount, string queue);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function}: message {MessageId} could not be renewed yet.")]
    private partial void LogNotRenewed(Exception exception, string function, string messageId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function}: message {MessageId} is no longer ours; it may run again.")]
    private partial void LogLost(Exception exception, string function, string messageId);
}
