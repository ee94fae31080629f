using System.Runtime.CompilerServices;
using PatternFunctions.Storage;

namespace PatternFunctions.Tests.Storage;

/// <summary>
/// How PostgreSQL finds what the statements ask for, from a webhook to the sent text: by which index, with which kind of
/// join. A plan that changes is seen in hotpath.plans.txt, and may then be meant; PATTERNS_UPDATE_GOLDEN=1 writes it anew.
/// </summary>
public sealed class HotPathPlanTests
{
    /// <summary>Read as a whole, and never large.</summary>
    private static readonly string[] small = ["config_revision", "pattern_learning_config", "business_facts"];

    [Fact]
    public async Task Every_statement_of_the_hot_path_keeps_its_plan_and_reads_no_table_as_a_whole()
    {
        await using var path = await HotPath.StartAsync();
        await path.WalkAsync();

        var plans = await path.ExplainAsync();

        var actual = string.Join("\n\n", plans.Select(plan => plan.ToString())) + "\n";
        if (Environment.GetEnvironmentVariable("PATTERNS_UPDATE_GOLDEN") is "1")
        {
            await File.WriteAllTextAsync(GoldenFile(), actual);
        }

        Assert.Empty(plans.SelectMany(plan => plan.TablesReadWhole).Except(small));
        Assert.Equal((await File.ReadAllTextAsync(GoldenFile())).ReplaceLineEndings("\n"), actual);
    }

    [Fact]
    public async Task Without_its_index_a_statement_would_read_the_whole_table()
    {
        await using var path = await HotPath.StartAsync();
        await path.Source.Command("DROP INDEX outbound_replies_automatic").ExecuteAsync(CancellationToken.None);
        await path.WalkAsync();

        Assert.Contains("outbound_replies", (await path.ExplainAsync()).SelectMany(plan => plan.TablesReadWhole));
    }

    private static string GoldenFile([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "hotpath.plans.txt");
}
