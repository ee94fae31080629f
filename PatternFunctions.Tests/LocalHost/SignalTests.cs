using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.LocalHost;

public sealed class SignalTests
{
    private const int Messages = 60;
    private readonly ConcurrentQueue<string> seen = [];

    [Fact]
    public async Task Sigterm_loses_no_message_and_repeats_none()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var storage = await TestStorage.CreateAsync();
        var queue = await TestQueue.CreateAsync(storage, "slow");
        await Task.WhenAll(Enumerable.Range(0, Messages).Select(i => queue.SendAsync($"{i}")));

        // Each time in the middle of its work: some messages are running, some are not begun.
        while (Ended() < Messages)
        {
            var enough = Math.Min(Ended() + 10, Messages);
            using var child = Start(storage.ConnectionString);
            await Eventually.HoldsAsync(() => child.HasExited || Ended() >= enough);
            using var kill = Process.Start("kill", ["-TERM", child.Id.ToString(CultureInfo.InvariantCulture)]);
            await child.WaitForExitAsync();
            Assert.Equal(0, child.ExitCode);
        }

        Assert.Equal(Everything("begin"), seen.Where(s => s.StartsWith("begin", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(Everything("end"), seen.Where(s => s.StartsWith("end", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(0, await queue.CountAsync());
    }

    private static IEnumerable<string> Everything(string step) =>
        Enumerable.Range(0, Messages).Select(i => $"{step} {i}").Order(StringComparer.Ordinal);

    private int Ended() => seen.Count(s => s.StartsWith("end", StringComparison.Ordinal));

    private Process Start(string storage)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "--port", "0"]) { RedirectStandardOutput = true };
        start.Environment["AzureWebJobsStorage"] = storage;
        start.Environment["AzureFunctionsJobHost__extensions__queues__batchSize"] = "4";
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not null)
            {
                seen.Enqueue(line.Data);
            }
        };
        process.BeginOutputReadLine();
        return process;
    }
}
