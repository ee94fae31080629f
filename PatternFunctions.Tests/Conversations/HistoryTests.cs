using CsCheck;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Conversations;

/// <summary>
/// However badly a history is delivered (twice, shuffled, a day late, in several formats at once, with our own messages
/// lost and repeated), it ends in the state of the orderly one: the same messages, conversations and takeovers, the same
/// questions, each decided once, the same ones waiting for an operator, the same pairs and patterns, contacts and opt-outs.
/// </summary>
[Trait(LongTests.Trait, LongTests.Long)]
public sealed class HistoryTests
{
    private static readonly Gen<int> delay = Gen.Frequency(
        (4, Gen.Const(100)), (3, Gen.Int[100, 20_000]), (2, Gen.Int[20_000, 1_200_000]), (1, Gen.Int[80_000_000, 100_000_000]));

    /// <summary>For each event: when it comes (several times, perhaps), and in which format.</summary>
    private static readonly Gen<(int Delay, int Format)[][]> deliveries =
        Gen.Select(delay, Gen.Int[0, 999]).Array[1, 3].Array[48];

    [Fact]
    public async Task Whatever_comes_in_whichever_order_ends_in_the_orderly_state()
    {
        await using var run = await HistoryRun.StartAsync();
        await Gen.Select(History.Generator, deliveries, Gen.Int).SampleAsync(
            async (history, disorderly, seed) =>
            {
                var orderly = history.Events.Select(happened => (happened.At.AddMilliseconds(100), happened.Body(0)));
                var shuffled = history.Events.SelectMany((happened, index) =>
                    disorderly[index].Select(one => (happened.At.AddMilliseconds(one.Delay), happened.Body(one.Format))));

                var expected = await EndAsync(run, orderly, seed, disorder: 0);
                var actual = await EndAsync(run, shuffled, seed, disorder: 0.1);
                var differences = expected.Except(actual).Select(line => $"missing {line}").Concat(actual.Except(expected).Select(line => $"surplus {line}")).ToList();
                Assert.True(differences.Count == 0 && expected.Count == actual.Count, string.Join('\n', differences));
            },
            iter: LongTests.AreAsked ? -1 : 8, time: LongTests.AreAsked ? 120 : -1, threads: 1);
    }

    private static async Task<List<string>> EndAsync(HistoryRun run, IEnumerable<(DateTimeOffset At, string Body)> arrivals, int seed, double disorder)
    {
        await run.ResetAsync();
        await run.LiveAsync(arrivals, new Random(seed), disorder);
        return await run.StateAsync();
    }
}
