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

    /// <summary>Sends messages like those of the app, and sees them through.</summary>
    public async Task RunAsync(SteadyFlow flow, int senders, CancellationToken cancellationToken)
    {
        await first.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await second.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        ended = 0;
        var left = flow.Total;
        var body = BinaryData.FromBytes(CustomerTexts.Make(1, 1).Body);
        await Task.WhenAll(
        [
            .. Enumerable.Range(0, senders).Select(async _ =>
            {
                while (Interlocked.Decrement(ref left) >= 0)
                {
                    await flow.Room.WaitAsync(cancellationToken);
                    await first.SendMessageAsync(body, cancellationToken: cancellationToken);
                }
            }),
            ConsumeAsync(first, message => second.SendMessageAsync(message.Body, cancellationToken: cancellationToken), flow, cancellationToken),
            ConsumeAsync(
                second,
                _ =>
                {
                    flow.Arrived(Interlocked.Increment(ref ended));
                    return Task.CompletedTask;
                },
                flow, cancellationToken),
        ]);
    }

    private static async Task ConsumeAsync(QueueClient queue, Func<QueueMessage, Task> work, SteadyFlow flow, CancellationToken cancellationToken)
    {
        List<Task> running = [];
        while (!flow.Over.IsCompleted)
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
