using System.Runtime.CompilerServices;
using PatternFunctions.LocalHost;

namespace PatternFunctions.Tests.Functions;

/// <summary>
/// What the app offers to a Functions host, held against a golden file, so that the two builds of the one source cannot
/// drift. Set PATTERNS_UPDATE_GOLDEN=1 to write it anew.
/// </summary>
public sealed class FunctionCatalogTests
{
    [Fact]
    public void The_functions_triggers_routes_queues_and_schedules_are_the_golden_ones()
    {
        var found = FunctionCatalog.Read(typeof(PatternApp).Assembly).Select(entry => entry.ToString()).Order(StringComparer.Ordinal);
        var golden = Path.Combine(Folder(), "functions.golden.txt");
        if (Environment.GetEnvironmentVariable("PATTERNS_UPDATE_GOLDEN") is "1")
        {
            File.WriteAllLines(golden, found);
        }

        Assert.Equal(File.ReadAllLines(golden), found);
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
