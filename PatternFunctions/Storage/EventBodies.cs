using System.Text;
using System.Text.Unicode;
using Azure;
using Azure.Storage.Blobs;

namespace PatternFunctions.Storage;

/// <summary>The bodies of received events: in the queue message while they fit, else in a blob that it names.</summary>
public sealed class EventBodies(BlobServiceClient blobs)
{
    public const string Container = "large-events";

    /// <summary>A queue message holds 64 KB after Base64, that is 48 KB; the rest of it is left to JSON's escapes and our fields.</summary>
    private const int LargestInQueue = 20 * 1024;

    /// <param name="id">Names the blob: the same body under the same id is stored once.</param>
    public async Task<ReceivedEvent> KeepAsync(string id, ReadOnlyMemory<byte> body, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        if (body.Length <= LargestInQueue && Utf8.IsValid(body.Span))
        {
            return new ReceivedEvent { ReceivedAt = receivedAt, Body = Encoding.UTF8.GetString(body.Span) };
        }

        var container = blobs.GetBlobContainerClient(Container);
        await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await container.GetBlobClient(id).UploadAsync(BinaryData.FromBytes(body), overwrite: true, cancellationToken);
        return new ReceivedEvent { ReceivedAt = receivedAt, BlobName = id };
    }

    /// <returns>Null if the blob is gone: only who has processed the event removes it.</returns>
    /// <exception cref="RequestFailedException">The storage cannot be reached.</exception>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(ReceivedEvent received, CancellationToken cancellationToken)
    {
        if (received.BlobName is null)
        {
            return Encoding.UTF8.GetBytes(received.Body ?? "");
        }

        try
        {
            var content = await blobs.GetBlobContainerClient(Container).GetBlobClient(received.BlobName)
                .DownloadContentAsync(cancellationToken);
            return content.Value.Content.ToMemory();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    public async Task DeleteAsync(ReceivedEvent received, CancellationToken cancellationToken)
    {
        if (received.BlobName is not null)
        {
            await blobs.GetBlobContainerClient(Container).GetBlobClient(received.BlobName)
                .DeleteIfExistsAsync(cancellationToken: cancellationToken);
        }
    }

    /// <summary>Deletes what holds this text, such as a number of somebody who is to be forgotten.</summary>
    /// <returns>How many were deleted.</returns>
    public async Task<int> DeleteMentioningAsync(string text, CancellationToken cancellationToken)
    {
        var container = blobs.GetBlobContainerClient(Container);
        var sought = Encoding.UTF8.GetBytes(text);
        var deleted = 0;
        if (!await container.ExistsAsync(cancellationToken))
        {
            return deleted;
        }

        await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            if (await ReadAsync(new ReceivedEvent { ReceivedAt = default, BlobName = blob.Name }, cancellationToken) is { } content
                && content.Span.IndexOf(sought) >= 0)
            {
                await container.GetBlobClient(blob.Name).DeleteIfExistsAsync(cancellationToken: cancellationToken);
                deleted++;
            }
        }

        return deleted;
    }
}
