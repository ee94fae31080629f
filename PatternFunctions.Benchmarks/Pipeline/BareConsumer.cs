using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace PatternFunctions.Benchmarks.Pipeline;

/// <summary>
/// What the way through two queues costs by itself, with as many at once as a Functions host takes: one message after
/// another is taken from the first, sent to the second and deleted, taken from there and deleted.
/// </summary>
internal sealed class BareConsumer(string storage)
{
    private const int Batch = 16;
    private const int Threshold = 8;

    private readonly QueueClient first = Client(storage, "bare-first");
    private readonly QueueClient second = Client(storage, "bare-second");
    private int ended;

    /// <summary>Sends so many messages like those of the app, no more than <paramref name="underWay"/> at a time, and sees them through.</summary>
    public async Task RunAsync(int count, int senders, int underWay, CancellationToken cancellationToken)
    {
        using var room = new SemaphoreSlim(underWay);
        await first.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await second.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        ended = 0;
        var left = count;
        var body = BinaryData.FromBytes(CustomerTexts.Make(1, 1).Body);
        await Task.WhenAll(
        [
            .. Enumerable.Range(0, senders).Select(async _ =>
            {
                while (Interlocked.Decrement(ref left) >= 0)
                {
                    await room.WaitAsync(cancellationToken);
                    await first.SendMessageAsync(body, cancellationToken: cancellationToken);
                }
            }),
            ConsumeAsync(first, message => second.SendMessageAsync(message.Body, cancellationToken: cancellationToken), count, cancellationToken),
            ConsumeAsync(
                second,
                _ =>
                {
                    Interlocked.Increment(ref ended);
                    room.Release();
                    return Task.CompletedTask;
                },
                count, cancellationToken),
        ]);
    }

    private async Task ConsumeAsync(QueueClient queue, Func<QueueMessage, Task> work, int count, CancellationToken cancellationToken)
    {
        List<Task> running = [];
        while (Volatile.Read(ref ended) < count)
        {
            QueueMessage[] messages = await queue.ReceiveMessagesAsync(Batch, TimeSpan.FromMinutes(10), cancellationToken);
            running.AddRange(messages.Select(async message =>
            {
                await work(message);
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
            }));
            while (running.Count > Threshold)
            {
                running.Remove(await Task.WhenAny(running));
            }

            if (messages.Length == 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
            }
        }

        await Task.WhenAll(running);
    }

    private static QueueClient Client(string storage, string name) =>
        new(storage, name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
}
