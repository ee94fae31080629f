using PatternFunctions.LocalHost;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.LocalHost;

public sealed class QueuePollingTests
{
    [Fact]
    public async Task After_a_long_rest_work_is_taken_quickly_again()
    {
        var storage = await TestStorage.CreateAsync();
        var queue = await TestQueue.CreateAsync(storage);
        var builder = RunningHost.Builder(typeof(Functions));
        builder.Configuration["AzureWebJobsStorage"] = storage.ConnectionString;
        builder.Configuration["AzureFunctionsJobHost:extensions:queues:maxPollingInterval"] = "01:00:00";
        await using var host = await RunningHost.StartAsync(builder);

        // By then the pause has grown to some three seconds.
        await queue.SendAsync("0", hiddenFor: TimeSpan.FromSeconds(4));
        await Eventually.HoldsAsync(() => host.Probe.Seen.Count == 1);

        // Were it to go on growing, these would take minutes.
        for (var i = 1; i <= 6; i++)
        {
            await queue.SendAsync($"{i}");
            await Eventually.HoldsAsync(() => host.Probe.Seen.Count == i + 1);
        }
    }

    public sealed class Functions(Probe probe)
    {
        [Function("Work")]
        public void Run([QueueTrigger("work")] string text) => probe.See(text);
    }
}
