using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Imports;

/// <summary>Uploaded exports. They hold what customers wrote, so each is kept until it is loaded, and no longer.</summary>
public sealed class ImportFiles(BlobServiceClient blobs)
{
    public const string Container = "imports";

    /// <summary>200 MiB.</summary>
    public const long LargestFile = 200 * 1024 * 1024;

    /// <summary>What a blob takes at once.</summary>
    private const int BlockSize = 4 * 1024 * 1024;

    /// <param name="content">The file from <paramref name="offset"/> on.</param>
    /// <param name="hash">The whole file's SHA-256 in lower-case hexadecimal digits, if the sender knows it: then an upload that broke off can be continued.</param>
    /// <param name="offset">What was received before.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<UploadOutcome> ReceiveAsync(Stream content, string? hash, long offset, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var container = blobs.GetBlobContainerClient(Container);
        await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        var blob = container.GetAppendBlobClient(hash ?? Guid.NewGuid().ToString("N"));
        await blob.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        var length = (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.ContentLength;
        if (offset != length)
        {
            return new UploadOutcome.Incomplete(length);
        }

        try
        {
            length = await AppendAsync(blob, content, length, cancellationToken);
        }
        catch (RequestFailedException moved) when (moved.Status == 412)
        {
            // Two senders at once; one of them was first.
            return new UploadOutcome.Incomplete((await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.ContentLength);
        }
        catch (Exception failure) when (hash is null && failure is IOException or OperationCanceledException)
        {
            // Nobody knows its name, so nobody could continue it.
            await blob.DeleteIfExistsAsync(cancellationToken: CancellationToken.None);
            throw;
        }

        if (length > LargestFile)
        {
            await blob.DeleteIfExistsAsync(cancellationToken: cancellationToken);
            return new UploadOutcome.TooLarge();
        }

        await using var stored = await blob.OpenReadAsync(cancellationToken: cancellationToken);
        var found = Convert.ToHexStringLower(await SHA256.HashDataAsync(stored, cancellationToken));
        return hash is null || hash == found ? new UploadOutcome.Complete(blob.Name, found, length) : new UploadOutcome.Incomplete(length);
    }

    /// <exception cref="RequestFailedException">404: the upload is gone.</exception>
    public Task<Stream> OpenAsync(string blobName, CancellationToken cancellationToken) =>
        blobs.GetBlobContainerClient(Container).GetBlobClient(blobName)
            .OpenReadAsync(new BlobOpenReadOptions(allowModifications: false) { BufferSize = BlockSize }, cancellationToken);

    /// <summary>Of every upload, also of those that broke off.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        var container = blobs.GetBlobContainerClient(Container);
        List<string> names = [];
        if (await container.ExistsAsync(cancellationToken))
        {
            await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancellationToken))
            {
                names.Add(blob.Name);
            }
        }

        return names;
    }

    public Task DeleteAsync(string blobName, CancellationToken cancellationToken) =>
        blobs.GetBlobContainerClient(Container).GetBlobClient(blobName).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    /// <summary>Deletes an import's upload as soon as nothing more is to be read from it.</summary>
    public async Task DeleteUnusedAsync(NpgsqlConnection connection, long importId, CancellationToken cancellationToken)
    {
        var name = await connection.Command("""
            SELECT blob_name
            FROM imports
            WHERE id = $1 AND blob_name IS NOT NULL AND NOT (status = 'running' AND phase = 'loading')
            """, importId).ScalarAsync<string>(cancellationToken);
        if (name is not null)
        {
            await DeleteAsync(name, cancellationToken);
            await connection.Command("UPDATE imports SET blob_name = NULL WHERE id = $1 AND blob_name = $2", importId, name).ExecuteAsync(cancellationToken);
        }
    }

    private static async Task<long> AppendAsync(AppendBlobClient blob, Stream content, long length, CancellationToken cancellationToken)
    {
        var buffer = new byte[BlockSize];
        int read;
        while (length <= LargestFile
            && (read = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)) > 0)
        {
            await blob.AppendBlockAsync(
                new MemoryStream(buffer, 0, read),
                new AppendBlobAppendBlockOptions { Conditions = new AppendBlobRequestConditions { IfAppendPositionEqual = length } },
                cancellationToken);
            length += read;
        }

        return length;
    }
}
