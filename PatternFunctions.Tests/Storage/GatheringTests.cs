using System.Collections.Concurrent;
using PatternFunctions.Storage;

namespace PatternFunctions.Tests.Storage;

public sealed class GatheringTests
{
    private readonly ConcurrentQueue<string> done = [];
    private readonly TaskCompletionSource first = new();
    private readonly Gathering<int, int> gathering;

    public GatheringTests() => gathering = new Gathering<int, int>(
        most: 3, lines: 1,
        async items =>
        {
            done.Enqueue(string.Join(' ', items));
            await first.Task;
            return items.Any(item => item < 0) ? throw new InvalidOperationException("together") : items.Select(item => item * 10).ToList();
        },
        item =>
        {
            done.Enqueue($"{item} alone");
            return item < 0 ? Task.FromException<int>(new InvalidOperationException($"{item}")) : Task.FromResult(item);
        });

    [Fact]
    public async Task What_comes_while_the_last_is_done_is_done_together()
    {
        var work = await BeginAsync(1, 2, 3, 4, 5);
        first.SetResult();

        var results = await Task.WhenAll(work);

        Assert.Equal([10, 20, 30, 40, 50], results);
        Assert.Equal(["1", "2 3 4", "5"], done);
    }

    [Fact]
    public async Task Nobody_fails_for_somebody_else()
    {
        var work = await BeginAsync(1, 2, -3, 4, 5);
        first.SetResult();

        Assert.Equal("-3", (await Assert.ThrowsAsync<InvalidOperationException>(() => work[2])).Message);
        Assert.Equal(10, await work[0]);
        Assert.Equal(2, await work[1]);
        Assert.Equal(4, await work[3]);
        Assert.Equal(50, await work[4]);
        Assert.Equal(["-3 alone", "1", "2 -3 4", "2 alone", "4 alone", "5"], done.Order(StringComparer.Ordinal));
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

        Assert.Equal(30, await patient);
        Assert.Equal(10, await work[0]);
        Assert.Equal(["1", "2 3"], done);
    }

    /// <summary>The first of them is being done when the others come.</summary>
    private async Task<Task<int>[]> BeginAsync(int one, params int[] others)
    {
        var begun = gathering.DoAsync(one, CancellationToken.None);
        await Support.Eventually.HoldsAsync(() => done.Count == 1);
        return [begun, .. others.Select(item => gathering.DoAsync(item, CancellationToken.None))];
    }
}
