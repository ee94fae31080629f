using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace PatternFunctions.LocalHost.Timers;

/// <summary>A timer's two blobs, named as the real host names them: its status, and the lock that lets only one instance run it.</summary>
internal sealed class TimerStore(BlobContainerClient container, string hostId, FunctionEntry entry)
{
    private readonly BlobClient status = container.GetBlobClient($"timers/{hostId}/{entry.Definition.EntryPoint}/status");
    private readonly BlobClient singleton = container.GetBlobClient($"locks/{hostId}/{entry.Definition.EntryPoint}.Listener");

    public async Task<ScheduleStatus?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var content = await status.DownloadContentAsync(cancellationToken);
            return JsonSerializer.Deserialize<ScheduleStatus>(content.Value.Content.ToMemory().Span);
        }
        catch (Exception exception) when (exception is RequestFailedException { Status: 404 } or JsonException)
        {
            return null;
        }
    }

    public async Task WriteAsync(ScheduleStatus value, CancellationToken cancellationToken) =>
        await status.UploadAsync(BinaryData.FromObjectAsJson(value), overwrite: true, cancellationToken);

    /// <returns>Null when another instance has the lock.</returns>
    public async Task<BlobLeaseClient?> TryLockAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        try
        {
            if (!await singleton.ExistsAsync(cancellationToken))
            {
                await singleton.UploadAsync(BinaryData.Empty, overwrite: false, cancellationToken);
            }

            var lease = singleton.GetBlobLeaseClient();
            await lease.AcquireAsync(duration, cancellationToken: cancellationToken);
            return lease;
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.LeaseAlreadyPresent || exception.ErrorCode == BlobErrorCode.BlobAlreadyExists)
        {
            return null;
        }
    }
}
