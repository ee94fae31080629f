using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace PatternFunctions.Storage;

/// <summary>
/// <c>AzureWebJobsStorage</c>, read as the Functions host reads it: a connection string, or
/// <c>AzureWebJobsStorage__queueServiceUri</c> and <c>__blobServiceUri</c> with the app's identity.
/// </summary>
public static class StorageConnection
{
    private const string Section = "AzureWebJobsStorage";

    /// <param name="encoding">None for whoever takes messages as they lie in the queue, be they Base64 or not.</param>
    public static QueueServiceClient CreateQueues(
        IConfiguration configuration, QueueMessageEncoding encoding = QueueMessageEncoding.Base64)
    {
        var options = new QueueClientOptions { MessageEncoding = encoding };
        return configuration[Section] is { Length: > 0 } connectionString
            ? new QueueServiceClient(connectionString, options)
            : new QueueServiceClient(Endpoint(configuration, "queueServiceUri"), AzureIdentity.Create(configuration), options);
    }

    public static BlobServiceClient CreateBlobs(IConfiguration configuration) =>
        configuration[Section] is { Length: > 0 } connectionString
            ? new BlobServiceClient(connectionString)
            : new BlobServiceClient(Endpoint(configuration, "blobServiceUri"), AzureIdentity.Create(configuration));

    private static Uri Endpoint(IConfiguration configuration, string name) =>
        configuration[$"{Section}:{name}"] is { Length: > 0 } uri
            ? new Uri(uri)
            : throw new InvalidOperationException($"Set {Section} to a connection string, or {Section}__{name} to the account's endpoint.");
}
