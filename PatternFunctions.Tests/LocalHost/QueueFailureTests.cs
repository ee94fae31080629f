using System.Text;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using PatternFunctions.LocalHost;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.LocalHost;

public sealed class QueueFailureTests : IAsyncLifetime
{
    private TestStorage storage = null!;

    public async Task InitializeAsync() => storage = await TestStorage.CreateAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task After_the_last_try_the_original_body_lies_in_the_poison_queue()
    {
        var queue = await TestQueue.CreateAsync(storage);
        var body = Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"text": "fails"}"""), Base64FormattingOptions.InsertLineBreaks);
        await using var host = await StartAsync(("maxDequeueCount", "3"));

        await queue.SendRawAsync(body);

        Assert.Equal([body], await PoisonAsync(queue));
        await Eventually.HoldsAsync(async () => await queue.CountAsync() == 0);
        Assert.Equal(["Work 1", "Work 2", "Work 3"], host.Probe.Seen);
    }

    [Fact]
    public async Task After_the_last_try_it_is_not_held_back()
    {
        var queue = await TestQueue.CreateAsync(storage);
        await using var host = await StartAsync(("maxDequeueCount", "1"), ("visibilityTimeout", "1.00:00:00"));

        await queue.SendAsync("fails");

        await Eventually.HoldsAsync(async () => await queue.Poison().ExistsAsync() && await queue.Poison().CountAsync() == 1);
    }

    [Fact]
    public async Task What_is_no_base64_goes_to_the_poison_queue_at_once()
    {
        var queue = await TestQueue.CreateAsync(storage);
        await using var host = await StartAsync();

        await queue.SendRawAsync("{not Base64}");

        Assert.Equal(["{not Base64}"], await PoisonAsync(queue));
        Assert.Empty(host.Probe.Seen);
    }

    [Fact]
    public async Task A_failed_message_is_tried_again_after_the_visibility_timeout()
    {
        var queue = await TestQueue.CreateAsync(storage);
        await using var host = await StartAsync(("visibilityTimeout", "00:00:04"), ("maxDequeueCount", "2"));

        await queue.SendAsync("fails");

        // The function sends a marker that is seen a second after its first try: were the message not held back, it would be first.
        await Eventually.HoldsAsync(() => host.Probe.Seen.Count == 3);
        Assert.Equal(["Work 1", "marker", "Work 2"], host.Probe.Seen);
    }

    [Fact]
    public async Task What_fails_in_a_poison_queue_stays_there()
    {
        var queue = await TestQueue.CreateAsync(storage, "work-poison");
        await using var host = await StartAsync(typeof(Poison), ("maxDequeueCount", "2"));

        await queue.SendAsync("fails");

        // Not tried again before its lease is over, so the marker of the first try comes next.

        await Eventually.HoldsAsync(() => host.Probe.Seen.Count == 2);
        Assert.Equal(["Poison 1", "marker"], host.Probe.Seen);
        await Eventually.HoldsAsync(async () => await queue.CountAsync() == 1);
        Assert.False(await queue.Poison().ExistsAsync());
    }

    [Fact]
    public async Task A_queue_that_is_not_there_yet_is_waited_for()
    {
        await using var host = await StartAsync();

        var queue = await TestQueue.CreateAsync(storage);
        await queue.SendAsync("marker");

        await Eventually.HoldsAsync(() => host.Probe.Seen.Contains("marker"));
    }

    private Task<RunningHost> StartAsync(params (string Name, string Value)[] settings) => StartAsync(typeof(Work), settings);

    private Task<RunningHost> StartAsync(Type functions, params (string Name, string Value)[] settings)
    {
        var builder = RunningHost.Builder(functions);
        builder.Configuration["AzureWebJobsStorage"] = storage.ConnectionString;
        foreach (var (name, value) in settings)
        {
            builder.Configuration[$"AzureFunctionsJobHost:extensions:queues:{name}"] = value;
        }

        return RunningHost.StartAsync(builder);
    }

    public sealed class Work(Probe probe, IConfiguration configuration)
    {
        [Function("Work")]
        public Task RunAsync([QueueTrigger("work")] Azure.Storage.Queues.Models.QueueMessage message) => FailAsync("work", "Work", message, probe, configuration);
    }

    /// <summary>Only where it is wanted: elsewhere it would take what the test looks for.</summary>
    public sealed class Poison(Probe probe, IConfiguration configuration)
    {
        [Function("Poison")]
        public Task RunAsync([QueueTrigger("work-poison")] Azure.Storage.Queues.Models.QueueMessage message) =>
            FailAsync("work-poison", "Poison", message, probe, configuration);
    }

    private static async Task FailAsync(
        string queue, string name, Azure.Storage.Queues.Models.QueueMessage message, Probe probe, IConfiguration configuration)
    {
        if (message.MessageText == "marker")
        {
            probe.See("marker");
            return;
        }

        probe.See($"{name} {message.DequeueCount}");
        if (message.DequeueCount == 1 && message.MessageText == "fails")
        {
            var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 };
            await new QueueClient(configuration["AzureWebJobsStorage"], queue, options).SendMessageAsync("marker", TimeSpan.FromSeconds(1));
        }

        throw new InvalidOperationException("It fails.");
    }

    /// <summary>Counted is not yet visible: what is there is taken as it comes.</summary>
    private static async Task<List<string>> PoisonAsync(TestQueue queue)
    {
        List<string> texts = [];
        await Eventually.HoldsAsync(async () =>
        {
            if (await queue.Poison().ExistsAsync())
            {
                texts.AddRange((await queue.Poison().ReceiveRawAsync()).Select(message => message.MessageText));
            }

            return texts.Count > 0;
        });
        return texts;
    }
}
