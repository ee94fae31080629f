using System.Text;
using System.Text.Json;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace PatternFunctions.Storage;

/// <summary>
/// Brings what the host has given up, after as many attempts as host.json allows, to the dead letters. By a timer and
/// not by triggers: a message that is not even Base64 reaches no trigger.
/// </summary>
/// <param name="service">Without any message encoding.</param>
public sealed partial class PoisonQueues(
    QueueServiceClient service, EventBodies bodies, DeadLetters deadLetters, FailedAttempts failures, ILogger<PoisonQueues> logger)
{
    private const int Batch = 32;
    private const string NotOurs = "The queue's message cannot be read.";
    private const string NoReason = "It failed again and again; no reason could be noted.";

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    public async Task CollectAsync(CancellationToken cancellationToken)
    {
        foreach (var queue in WorkQueues.All)
        {
            var poison = service.GetQueueClient($"{queue}-poison");
            while (await ReceiveAsync(poison, cancellationToken) is { Length: > 0 } messages)
            {
                foreach (var message in messages)
                {
                    await PutAsideAsync(queue, message.Body.ToMemory(), cancellationToken);
                    await poison.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
                    LogCollected(queue, message.MessageId);
                }
            }
        }

        await failures.ForgetOldAsync(cancellationToken);
    }

    private static async Task<QueueMessage[]> ReceiveAsync(QueueClient poison, CancellationToken cancellationToken)
    {
        try
        {
            return await poison.ReceiveMessagesAsync(Batch, Lease, cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return [];
        }
    }

    private Task PutAsideAsync(string queue, ReadOnlyMemory<byte> text, CancellationToken cancellationToken)
    {
        var message = Decode(text);
        return queue switch
        {
            _ when message is null => deadLetters.AddAsync(queue, text, NotOurs, cancellationToken),
            WorkQueues.OpenPhoneEvents => PutEventAsideAsync(queue, message, cancellationToken),
            WorkQueues.InboundMessages => PutAsideAsync<InboundMessage>(queue, message, cancellationToken),
            WorkQueues.OperatorReplies => PutAsideAsync<OperatorReply>(queue, message, cancellationToken),
            WorkQueues.ImportWork => PutAsideAsync<ImportWork>(queue, message, cancellationToken),
            _ => PutAsideAsync<OutboundReply>(queue, message, cancellationToken),
        };
    }

    private async Task PutAsideAsync<T>(string queue, byte[] message, CancellationToken cancellationToken)
        where T : WorkMessage
    {
        var work = Read<T>(message);
        var reason = work is null ? NotOurs : await failures.FindAsync(queue, work, cancellationToken) ?? NoReason;
        await deadLetters.AddAsync(queue, work is null ? message : WorkQueues.SerialiseWork(work), reason, cancellationToken);
    }

    /// <summary>Of an event people want to see, and replay, what came in, wherever it stood meanwhile.</summary>
    private async Task PutEventAsideAsync(string queue, byte[] message, CancellationToken cancellationToken)
    {
        if (Read<ReceivedEvent>(message) is not { } received)
        {
            await deadLetters.AddAsync(queue, message, NotOurs, cancellationToken);
            return;
        }

        var reason = await failures.FindAsync(queue, received, cancellationToken) ?? NoReason;
        if (await bodies.ReadAsync(received, cancellationToken) is { } body)
        {
            await deadLetters.AddAsync(queue, body, reason, cancellationToken);
            await bodies.DeleteAsync(received, cancellationToken);
        }
    }

    private static byte[]? Decode(ReadOnlyMemory<byte> text)
    {
        try
        {
            return Convert.FromBase64String(Encoding.UTF8.GetString(text.Span));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static T? Read<T>(byte[] message)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(message, WorkJson.Default.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A message of {Queue} ({MessageId}) could not be processed and stands in the dead letters.")]
    private partial void LogCollected(string queue, string messageId);
}
