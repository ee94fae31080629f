using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.LocalHost;

/// <summary>A queue as a sender sees it; texts are sent in Base64 unless they are raw.</summary>
internal sealed class TestQueue
{
    private readonly string connectionString;
    private readonly QueueClient raw;
    private readonly QueueClient encoded;

    private TestQueue(string connectionString, string name)
    {
        this.connectionString = connectionString;
        raw = new QueueClient(connectionString, name);
        encoded = new QueueClient(connectionString, name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
    }

    public static async Task<TestQueue> CreateAsync(TestStorage storage, string name = "work")
    {
        var queue = new TestQueue(storage.ConnectionString, name);
        await queue.raw.CreateAsync();
        return queue;
    }

    public TestQueue Poison() => new(connectionString, raw.Name + "-poison");

    public Task SendAsync(string text, TimeSpan? hiddenFor = null) => encoded.SendMessageAsync(text, hiddenFor);

    public Task SendRawAsync(string text) => raw.SendMessageAsync(text);

    /// <summary>All messages, also the hidden ones.</summary>
    public async Task<int> CountAsync() => (await raw.GetPropertiesAsync()).Value.ApproximateMessagesCount;

    public async Task<bool> ExistsAsync() => await raw.ExistsAsync();

    public async Task<QueueMessage[]> ReceiveRawAsync() => await raw.ReceiveMessagesAsync(32);
}
