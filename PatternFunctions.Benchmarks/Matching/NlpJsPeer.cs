using System.Text.Json;
using PatternFunctions.Playground.Machine;

namespace PatternFunctions.Benchmarks.Matching;

/// <summary>npm's @nlpjs, with its defaults, in Node.</summary>
internal sealed class NlpJsPeer(string tools)
{
    public static async Task<NlpJsPeer> InstallAsync(CancellationToken cancellationToken)
    {
        var source = Path.Combine(AppContext.BaseDirectory, "Matching", "NlpJs");
        var cache = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "patternfunctions", "benchmarks");
        return new NlpJsPeer(await NodeTools.EnsureAsync(source, cache, null, cancellationToken));
    }

    /// <returns>The share of the tested texts whose pattern was named, over all splits, and the milliseconds a text.</returns>
    public async Task<(double Accuracy, double Milliseconds)> ClassifyAsync(
        IReadOnlyList<LabelledRow>[] splits, LabelledRow[] test, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("patternfunctions-nlpjs-");
        try
        {
            var (input, output) = (Path.Combine(folder.FullName, "splits.json"), Path.Combine(folder.FullName, "results.json"));
            var texts = test.Select(row => row.Text).ToArray();
            await File.WriteAllTextAsync(
                input,
                JsonSerializer.Serialize(splits.Select(split => new { train = split.Select(row => new[] { row.Text, $"{row.Pattern}" }), test = texts })),
                cancellationToken);
            // The script runs where its packages are.
            var script = Path.Combine(tools, "classify.cjs");
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Matching", "NlpJs", "classify.cjs"), script, overwrite: true);
            await Command.RunAsync("node", [script, input, output], tools, cancellationToken);
            var results = JsonSerializer.Deserialize<Result[]>(await File.ReadAllTextAsync(output, cancellationToken), JsonSerializerOptions.Web)!;
            return (
                results.Average(result => result.Patterns.Zip(test, (pattern, row) => pattern == $"{row.Pattern}" ? 1.0 : 0).Average()),
                results.Average(result => result.Milliseconds) / test.Length);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed record Result(string[] Patterns, double Milliseconds);
}
