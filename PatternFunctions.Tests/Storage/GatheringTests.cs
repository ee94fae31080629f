using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using PatternFunctions.Storage;

namespace PatternFunctions.Tests.Storage;

public sealed class GatheringTests
{
    private readonly ConcurrentQueue<string> done = [];
    private readonly TaskCompletionSource first = new();
    private readonly Gathering<int, string> gathering;

    public GatheringTests() => gathering = new Gathering<int, string>(
        most: 3, lines: 1,
        async items =>
        {
            done.Enqueue(string.Join(' ', items));
            await first.Task;
            return items.Any(item => item < 0) ? throw new InvalidOperationException("together") : items.Select(item => item == 0 ? null : $"{item} together").ToList();
        },
        item =>
        {
            done.Enqueue($"{item} alone");
            return item < 0 ? Task.FromException<string?>(new InvalidOperationException($"{item}")) : Task.FromResult<string?>($"{item} alone");
        },
        NullLogger.Instance);

    [Fact]
    public async Task What_comes_while_the_last_is_done_is_done_together()
    {
        var work = await BeginAsync(1, 2, 3, 4, 5);
        first.SetResult();

        var results = await Task.WhenAll(work);

        Assert.Equal("1 together, 2 together, 3 together, 4 together, 5 together", string.Join(", ", results));
        Assert.Equal(["1", "2 3 4", "5"], done);
    }

    [Fact]
    public async Task Nobody_fails_for_somebody_else()
    {
        var work = await BeginAsync(1, 2, -3, 4, 5);
        first.SetResult();

        Assert.Equal("-3", (await Assert.ThrowsAsync<InvalidOperationException>(() => work[2])).Message);
        Assert.Equal("1 together", await work[0]);
        Assert.Equal("2 alone", await work[1]);
        Assert.Equal("4 alone", await work[3]);
        Assert.Equal("5 together", await work[4]);
        Assert.Equal(["-3 alone", "1", "2 -3 4", "2 alone", "4 alone", "5"], done.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task No_line_stops_because_another_was_quicker()
    {
        const int Lines = 4;
        var (busy, allBusy) = (0, new TaskCompletionSource());
        var hurried = new Gathering<bool, string>(
            most: 1, Lines,
            async waits =>
            {
                if (waits[0])
                {
                    if (Interlocked.Increment(ref busy) == Lines)
                    {
                        allBusy.SetResult();
                    }

                    await allBusy.Task;
                }

                return ["done"];
            },
            _ => Task.FromResult<string?>(null), NullLogger.Instance);
        for (var round = 0; round < 2_000; round++)
        {
            await Task.WhenAll(hurried.DoAsync(false, CancellationToken.None), hurried.DoAsync(false, CancellationToken.None));
        }

        await Task.WhenAll(Enumerable.Repeat(true, Lines).Select(waits => hurried.DoAsync(waits, CancellationToken.None))).WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task What_is_left_is_done_by_itself()
    {
        first.SetResult();

        Assert.Equal("0 alone", await gathering.DoAsync(0, CancellationToken.None));
    }

    [Fact]
    public async Task Who_gives_up_leaves_the_others_to_it()
    {
        using var patience = new CancellationTokenSource();
        var work = await BeginAsync(1);
        var impatient = gathering.DoAsync(2, patience.Token);
        var patient = gathering.DoAsync(3, CancellationToken.None);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        first.SetResult();

        Assert.Equal("3 together", await patient);
        Assert.Equal("1 together", await work[0]);
        Assert.Equal(["1", "2 3"], done);
    }

    /// <summary>The first of them is being done when the others come.</summary>
    private async Task<Task<string?>[]> BeginAsync(int one, params int[] others)
    {
        var begun = gathering.DoAsync(one, CancellationToken.None);
        await Support.Eventually.HoldsAsync(() => done.Count == 1);
        return [begun, .. others.Select(item => gathering.DoAsync(item, CancellationToken.None))];
    }
}
