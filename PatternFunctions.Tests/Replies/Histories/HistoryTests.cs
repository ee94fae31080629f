using Xunit.Abstractions;

namespace PatternFunctions.Tests.Replies.Histories;

/// <summary>
/// Random histories of customers, operators, clocks, deaths, late and repeated messages and API faults keep the rules;
/// and the same histories find each of the planted defects. Long with PATTERNS_LONG_TESTS=1.
/// </summary>
public sealed class HistoryTests(ITestOutputHelper output)
{
    private static readonly bool isLong = Environment.GetEnvironmentVariable("PATTERNS_LONG_TESTS") == "1";

    public static TheoryData<int> Seeds { get; } = [.. Enumerable.Range(1, isLong ? 8 : 1)];

    public static TheoryData<string> Defects { get; } = [.. PlantedDefect.All.Select(defect => defect.Name)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_random_history_breaks_no_rule(int seed)
    {
        await using var world = await World.StartAsync(defect: null);

        var broken = await new History(world, seed).RunAsync(isLong ? 3_000 : 1_500);

        output.WriteLine($"Step {broken}: {string.Join(' ', world.Rules.Broken.Distinct())}");
        output.WriteLine($"{world.OpenPhone.SendAttempts.Count} calls, {world.OpenPhone.Workspace.Received.Count(text => text.ByApi)} texts by the app.");
        Assert.Empty(world.Rules.Broken);
        Assert.NotEmpty(world.OpenPhone.Workspace.Received);
    }

    [Theory]
    [MemberData(nameof(Defects))]
    public async Task It_finds_a_planted_defect(string name)
    {
        await using var world = await World.StartAsync(PlantedDefect.All.Single(defect => defect.Name == name));

        // The same history as above, in which nothing else is to be found.
        var found = await new History(world, seed: 1).RunAsync(isLong ? 3_000 : 1_500);

        output.WriteLine($"Step {found}: {string.Join(' ', world.Rules.Broken.Distinct())}");
        Assert.NotNull(found);
    }
}
