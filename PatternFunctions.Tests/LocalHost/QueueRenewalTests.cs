using PatternFunctions.LocalHost;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.LocalHost;

public sealed class QueueRenewalTests
{
    [Fact]
    public async Task A_message_that_runs_for_longer_than_its_lease_is_not_given_to_another()
    {
        var storage = await TestStorage.CreateAsync();
        var queue = await TestQueue.CreateAsync(storage);
        var builder = RunningHost.Builder(typeof(Functions));
        builder.Configuration["AzureWebJobsStorage"] = storage.ConnectionString;
        builder.Configuration["LocalHost:MessageLease"] = "00:00:02";
        await using var host = await RunningHost.StartAsync(builder);
        await queue.SendAsync("long");
        await Eventually.HoldsAsync(() => host.Probe.Seen.Contains("long"));

        // The storage service's own clock says when three leases have gone by.
        await queue.SendAsync("later", hiddenFor: TimeSpan.FromSeconds(6));
        await Eventually.HoldsAsync(() => host.Probe.Seen.Contains("later"));
        host.Probe.LetPass(1);
        await Eventually.HoldsAsync(() => host.Probe.Seen.Contains("long ended"));

        // Deleted with the receipt of the last renewal.
        await Eventually.HoldsAsync(async () => await queue.CountAsync() == 0);
        Assert.Equal(["long", "later", "long ended"], host.Probe.Seen);
    }

    public sealed class Functions(Probe probe)
    {
        [Function("Work")]
        public async Task RunAsync([QueueTrigger("work")] string text, CancellationToken cancellationToken)
        {
            probe.See(text);
            if (text == "long")
            {
                await probe.PassAsync(cancellationToken);
                probe.See("long ended");
            }
        }
    }
}
