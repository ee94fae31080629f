using System.Text.Json;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace PatternFunctions.Tests.Replies.Histories;

/// <summary>Queues in memory, so that a history can deliver their messages late, twice, out of order, or not at all.</summary>
internal sealed class HeldQueues : QueueServiceClient
{
    private readonly Lock gate = new();
    private readonly List<HeldMessage> messages = [];
    private readonly TimeProvider clock;

    public HeldQueues(TimeProvider clock) => this.clock = clock;

    public int Count
    {
        get
        {
            lock (gate)
            {
                return messages.Count;
            }
        }
    }

    public override QueueClient GetQueueClient(string queueName) => new Queue(this, queueName);

    public IReadOnlyList<HeldMessage> All()
    {
        lock (gate)
        {
            return [.. messages];
        }
    }

    public IReadOnlyList<HeldMessage> Visible() => [.. All().Where(message => message.VisibleAt <= clock.GetUtcNow())];

    public void Remove(HeldMessage message)
    {
        lock (gate)
        {
            messages.Remove(message);
        }
    }

    private void Add(HeldMessage message)
    {
        lock (gate)
        {
            messages.Add(message);
        }
    }

    private sealed class Queue(HeldQueues owner, string name) : QueueClient
    {
        public override Task<Response<SendReceipt>> SendMessageAsync(
            BinaryData message, TimeSpan? visibilityTimeout = null, TimeSpan? timeToLive = null, CancellationToken cancellationToken = default)
        {
            owner.Add(new HeldMessage(name, message.ToString(), owner.clock.GetUtcNow() + (visibilityTimeout ?? TimeSpan.Zero)));
            return Task.FromResult(Response.FromValue(
                QueuesModelFactory.SendReceipt("", owner.clock.GetUtcNow(), owner.clock.GetUtcNow(), "", owner.clock.GetUtcNow()), null!));
        }
    }
}

/// <summary>A class, not a record: two messages with the same content are two messages.</summary>
internal sealed class HeldMessage(string queue, string body, DateTimeOffset visibleAt)
{
    public string Queue { get; } = queue;

    public DateTimeOffset VisibleAt { get; } = visibleAt;

    public T Read<T>() => JsonSerializer.Deserialize<T>(body)!;
}
