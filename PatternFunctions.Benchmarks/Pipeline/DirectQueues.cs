using System.Text.Json;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.DependencyInjection;
using PatternFunctions.Conversations;
using PatternFunctions.Storage;

namespace PatternFunctions.Benchmarks.Pipeline;

/// <summary>In place of the storage's queues: whoever sends a message waits until its function has done its work.</summary>
internal sealed class DirectQueues : QueueServiceClient
{
    /// <summary>Of the app, once it is built.</summary>
    public IServiceProvider? Services { get; set; }

    public override QueueClient GetQueueClient(string queueName) => new Queue(this, queueName);

    private Task CallAsync(string queue, BinaryData body, CancellationToken cancellationToken) => queue switch
    {
        WorkQueues.OpenPhoneEvents => Services!.GetRequiredService<EventProcessor>().ProcessAsync(
            JsonSerializer.Deserialize(body, WorkJson.Default.ReceivedEvent)!, cancellationToken),
        WorkQueues.InboundMessages => Services!.GetRequiredService<QuestionDecider>().DecideAsync(
            JsonSerializer.Deserialize(body, WorkJson.Default.InboundMessage)!, cancellationToken),
        _ => Task.CompletedTask,
    };

    private sealed class Queue(DirectQueues queues, string name) : QueueClient
    {
        public override async Task<Response<SendReceipt>> SendMessageAsync(
            BinaryData message, TimeSpan? visibilityTimeout = null, TimeSpan? timeToLive = null, CancellationToken cancellationToken = default)
        {
            await queues.CallAsync(name, message, cancellationToken);
            return Response.FromValue<SendReceipt>(null!, null!);
        }
    }
}
