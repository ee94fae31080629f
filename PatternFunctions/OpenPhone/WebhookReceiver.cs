using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using Azure;
using Microsoft.AspNetCore.Http;
using PatternFunctions.Storage;

namespace PatternFunctions.OpenPhone;

/// <summary>
/// Lets OpenPhone's events in: verified, and safely in the queue before they are acknowledged. All else happens later,
/// because OpenPhone waits ten seconds at most.
/// </summary>
public sealed partial class WebhookReceiver(
    SignatureVerifier verifier, EventBodies bodies, WorkQueues queues, TimeProvider clock, ILogger<WebhookReceiver> logger)
{
    /// <summary>By the wall, not by our clock: OpenPhone waits ten seconds for an answer, and an honest no brings the event back sooner.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(8);

    public async Task<WebhookOutcome> ReceiveAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var headers = WebhookHeaders.Of(request.Headers);
        if (request.ContentLength > EventParser.MaxBodyBytes)
        {
            return Refuse(WebhookOutcome.TooLarge, "TooLarge", headers, request.ContentLength.Value);
        }

        byte[] body;
        try
        {
            body = await ReadAsync(request.BodyReader, cancellationToken);
        }
        catch (IOException failure)
        {
            // Too slow, broken off, or chunked wrongly.
            return Refuse(WebhookOutcome.Incomplete, failure.GetType().Name, headers, request.ContentLength ?? 0);
        }

        if (body.Length > EventParser.MaxBodyBytes)
        {
            return Refuse(WebhookOutcome.TooLarge, "TooLarge", headers, body.Length);
        }

        var signature = verifier.Verify(headers, body);
        if (signature is not SignatureResult.Valid)
        {
            return Refuse(WebhookOutcome.Unauthorized, signature.ToString(), headers, body.Length);
        }

        return await EnqueueAsync(body, cancellationToken);
    }

    private async Task<WebhookOutcome> EnqueueAsync(byte[] body, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LongestWait);
        try
        {
            // Named by its content, so that a retry of the same event finds its own blob.
            var received = await bodies.KeepAsync(Convert.ToHexStringLower(SHA256.HashData(body)), body, clock.GetUtcNow(), patience.Token);
            await queues.SendAsync(WorkQueues.OpenPhoneEvents, received, TimeSpan.Zero, patience.Token);
            return WebhookOutcome.Accepted;
        }
        // AggregateException: what the client throws when no attempt reached the storage.
        catch (Exception failure) when (failure is RequestFailedException or AggregateException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The event is OpenPhone's to keep until we can take it: it retries what is not acknowledged.
            var answer = failure as RequestFailedException;
            LogStorageFailed(answer?.Status ?? 0, answer?.ErrorCode ?? failure.GetType().Name);
            return WebhookOutcome.Unavailable;
        }
    }

    /// <returns>The whole body; of one that is too large, just enough to know it.</returns>
    private static async Task<byte[]> ReadAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            if (read.IsCompleted || read.Buffer.Length > EventParser.MaxBodyBytes)
            {
                var body = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, EventParser.MaxBodyBytes + 1)).ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private WebhookOutcome Refuse(WebhookOutcome outcome, string reason, WebhookHeaders headers, long length)
    {
        LogRefused(reason, headers.ToString(), length);
        return outcome;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook refused: {Reason}. Signature headers: {Headers}. Body: {Length} bytes.")]
    private partial void LogRefused(string reason, string headers, long length);

    [LoggerMessage(Level = LogLevel.Error, Message = "Webhook not taken: the storage answered {Status} {Error}.")]
    private partial void LogStorageFailed(int status, string? error);
}
