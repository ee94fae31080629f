using System.Collections.Concurrent;
using System.Text.Json;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using PatternFunctions.Telemetry;

namespace PatternFunctions.Storage;

/// <summary>Where one function hands over to the next. A message says which row; the row is the truth.</summary>
public sealed class WorkQueues(QueueServiceClient service)
{
    public const string OpenPhoneEvents = "openphone-events";
    public const string InboundMessages = "inbound-messages";
    public const string OperatorReplies = "operator-replies";
    public const string OutboundReplies = "outbound-replies";
    public const string ImportWork = "import-work";

    public static IReadOnlyList<string> All { get; } = [OpenPhoneEvents, InboundMessages, OperatorReplies, OutboundReplies, ImportWork];

    private static readonly TimeSpan NeverExpires = TimeSpan.FromSeconds(-1);

    private readonly ConcurrentDictionary<string, QueueClient> _clients = new();

    /// <summary>What has no trace yet joins the sender's.</summary>
    /// <param name="delay">How long the message stays unseen, at most seven days, in whole seconds, rounded up; what is negative counts as zero.</param>
    /// <exception cref="RequestFailedException">The queue cannot be reached, or the message is above 48 KB.</exception>
    public Task SendAsync(string queue, WorkMessage message, TimeSpan delay, CancellationToken cancellationToken)
    {
        var sent = message with
        {
            Traceparent = message.Traceparent ?? Signals.Traceparent,
            DueAt = TimeProvider.System.GetUtcNow() + delay,
        };
        return SendAsync(queue, BinaryData.FromBytes(Serialise(sent)), delay, cancellationToken);
    }

    /// <summary>Sends again what was a message of the queue before.</summary>
    /// <exception cref="RequestFailedException">The queue cannot be reached.</exception>
    public Task ResendAsync(string queue, byte[] message, CancellationToken cancellationToken) =>
        SendAsync(queue, BinaryData.FromBytes(message), TimeSpan.Zero, cancellationToken);

    /// <summary>What the message says, whoever has sent it: the same work is the same bytes.</summary>
    internal static byte[] SerialiseWork(WorkMessage message) => Serialise(message with { Traceparent = null, DueAt = null });

    private static byte[] Serialise(WorkMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, message.GetType(), WorkJson.Compact);

    private async Task SendAsync(string queue, BinaryData body, TimeSpan delay, CancellationToken cancellationToken)
    {
        var client = _clients.GetOrAdd(queue, service.GetQueueClient);
        var visibility = TimeSpan.FromSeconds(Math.Ceiling(Math.Max(0, delay.TotalSeconds)));
        try
        {
            await client.SendMessageAsync(body, visibility, NeverExpires, cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            await client.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            await client.SendMessageAsync(body, visibility, NeverExpires, cancellationToken);
        }
    }
}
