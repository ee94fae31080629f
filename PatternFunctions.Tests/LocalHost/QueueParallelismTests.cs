using PatternFunctions.LocalHost;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.LocalHost;

public sealed class QueueParallelismTests
{
    [Fact]
    public async Task A_new_batch_is_fetched_when_no_more_than_the_threshold_are_running()
    {
        var storage = await TestStorage.CreateAsync();
        var queue = await TestQueue.CreateAsync(storage);
        for (var i = 0; i < 20; i++)
        {
            await queue.SendAsync($"{i}");
        }

        var builder = RunningHost.Builder(typeof(Functions));
        builder.Configuration["AzureWebJobsStorage"] = storage.ConnectionString;
        builder.Configuration["AzureFunctionsJobHost:extensions:queues:batchSize"] = "4";
        builder.Configuration["AzureFunctionsJobHost:extensions:queues:newBatchThreshold"] = "2";
        await using var host = await RunningHost.StartAsync(builder);
        var probe = host.Probe;

        await Eventually.HoldsAsync(() => probe.Seen.Count(s => s == "begin") == 4);
        for (var ended = 1; ended <= 2; ended++)
        {
            probe.LetPass(1);
            await Eventually.HoldsAsync(() => probe.Seen.Count(s => s == "end") == ended);

            // Time enough for a fetch that should not be.
            await queue.CountAsync();
            await queue.CountAsync();
            await queue.CountAsync();
        }

        await Eventually.HoldsAsync(() => probe.Seen.Count(s => s == "begin") == 8);
        Assert.Equal(["begin", "begin", "begin", "begin", "end", "end", "begin", "begin", "begin", "begin"], probe.Seen);

        probe.LetPass(18);
        await Eventually.HoldsAsync(() => probe.Seen.Count(s => s == "end") == 20);
        Assert.Equal(6, MostAtOnce(probe.Seen));
    }

    [Fact]
    public async Task A_function_that_does_not_wait_does_not_hold_up_the_others()
    {
        var storage = await TestStorage.CreateAsync();
        var queue = await TestQueue.CreateAsync(storage);
        await queue.SendAsync("one");
        await queue.SendAsync("two");
        var builder = RunningHost.Builder(typeof(BlockingFunctions));
        builder.Configuration["AzureWebJobsStorage"] = storage.ConnectionString;
        await using var host = await RunningHost.StartAsync(builder);

        await Eventually.HoldsAsync(() => host.Probe.Seen.Count == 2);

        Assert.Equal(["met", "met"], host.Probe.Seen);
    }

    private static int MostAtOnce(IEnumerable<string> seen)
    {
        var (running, most) = (0, 0);
        foreach (var what in seen)
        {
            running += what == "begin" ? 1 : -1;
            most = Math.Max(most, running);
        }

        return most;
    }

    public sealed class Functions(Probe probe)
    {
        [Function("Work")]
        public async Task RunAsync([QueueTrigger("work")] string text, CancellationToken cancellationToken)
        {
            probe.See("begin");
            await probe.PassAsync(cancellationToken);
            probe.See("end");
        }
    }

    public sealed class BlockingFunctions(Probe probe)
    {
        private static readonly Barrier both = new(2);

        [Function("Block")]
        public void Run([QueueTrigger("work")] string text) =>
            probe.See(both.SignalAndWait(TimeSpan.FromSeconds(20)) ? "met" : "alone");
    }
}
