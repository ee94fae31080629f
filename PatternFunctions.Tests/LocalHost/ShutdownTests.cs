using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PatternFunctions.LocalHost;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.LocalHost;

public sealed class ShutdownTests : IAsyncLifetime
{
    private TestStorage storage = null!;
    private TestQueue queue = null!;

    public async Task InitializeAsync()
    {
        storage = await TestStorage.CreateAsync();
        queue = await TestQueue.CreateAsync(storage);
        for (var i = 0; i < 3; i++)
        {
            await queue.SendAsync($"{i}");
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task What_is_running_may_end_and_nothing_new_is_begun()
    {
        await using var host = await StartAsync(TimeSpan.FromSeconds(60));
        await Eventually.HoldsAsync(() => host.Probe.Seen.Count == 1);

        var stopping = host.StopAsync();
        Assert.False(stopping.IsCompleted);
        host.Probe.LetPass(3);
        await stopping;

        Assert.Equal(["begin 0", "end 0"], host.Probe.Seen);
        var left = await queue.ReceiveRawAsync();
        Assert.Equal([1, 1], left.Select(m => m.DequeueCount));
    }

    [Fact]
    public async Task What_runs_for_too_long_is_cancelled_and_comes_back()
    {
        await using var host = await StartAsync(TimeSpan.FromMilliseconds(300));
        await Eventually.HoldsAsync(() => host.Probe.Seen.Count == 1);

        await host.StopAsync();

        Assert.Equal(["begin 0", "cancelled 0"], host.Probe.Seen);
        Assert.Equal([2, 1, 1], (await queue.ReceiveRawAsync()).Select(m => m.DequeueCount).OrderDescending());
    }

    private Task<RunningHost> StartAsync(TimeSpan timeout)
    {
        var builder = RunningHost.Builder(typeof(Functions));
        builder.Configuration["AzureWebJobsStorage"] = storage.ConnectionString;
        builder.Configuration["AzureFunctionsJobHost:extensions:queues:batchSize"] = "1";
        builder.Configuration["AzureFunctionsJobHost:extensions:queues:newBatchThreshold"] = "0";
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = timeout);
        return RunningHost.StartAsync(builder);
    }

    public sealed class Functions(Probe probe)
    {
        [Function("Work")]
        public async Task RunAsync([QueueTrigger("work")] string text, CancellationToken cancellationToken)
        {
            probe.See($"begin {text}");
            try
            {
                await probe.PassAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                probe.See($"cancelled {text}");
                throw;
            }

            probe.See($"end {text}");
        }
    }
}
