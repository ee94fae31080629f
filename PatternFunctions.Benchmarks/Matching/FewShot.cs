using PatternFunctions.Matching;

namespace PatternFunctions.Benchmarks.Matching;

/// <summary>Accuracy from five or ten examples a pattern: the mean of five rotations of which ones, and all that there are.</summary>
internal static class FewShot
{
    private const int Rotations = 5;

    public static async Task RunAsync(LabelledData data, TrigramPeer trigrams, NlpJsPeer nlpJs, BenchmarkReport report, CancellationToken cancellationToken)
    {
        LabelledRow[] test = [.. data.Test.Where(row => row.Pattern is not null)];
        foreach (var shots in (int[])[5, 10])
        {
            var splits = Enumerable.Range(0, Rotations).Select(rotation => Rotate(data.Train, shots, rotation)).ToArray();
            if (data.Train.GroupBy(row => row.Pattern).Min(group => group.Count()) >= shots)
            {
                var name = $"{data.Name}/{shots}-shot";
                Measure(report, name, splits, test, cancellationToken);
                await MeasurePeersAsync(trigrams, nlpJs, report, name, splits, test, cancellationToken);
            }
        }

        Measure(report, $"{data.Name}/all {data.Train.Count}", [data.Train], test, cancellationToken);
    }

    /// <summary>Of each pattern the rows from rotation × shots on, in file order, from the beginning again at the end.</summary>
    public static IReadOnlyList<LabelledRow> Rotate(IReadOnlyList<LabelledRow> rows, int shots, int rotation) =>
        [.. rows.GroupBy(row => row.Pattern).SelectMany(group =>
        {
            var all = group.ToArray();
            return Enumerable.Range(rotation * shots, shots).Select(index => all[index % all.Length]);
        })];

    private static void Measure(
        BenchmarkReport report, string name, IReadOnlyList<LabelledRow>[] splits, LabelledRow[] test, CancellationToken cancellationToken)
    {
        foreach (var (label, isTrained) in (ReadOnlySpan<(string, bool)>)[("training-free", false), ("trained", true)])
        {
            var ranks = splits.Select(split => Ranks(TrainedMatcher.Build(split, isTrained, cancellationToken).MatchAll(test), test)).ToArray();
            report.Add($"{name}/{label}/top-1", 100 * ranks.Average(split => split.Count(rank => rank == 0) / (double)test.Length), "%");
            report.Add($"{name}/{label}/top-3", 100 * ranks.Average(split => split.Count(rank => rank is >= 0 and < 3) / (double)test.Length), "%");
        }
    }

    private static async Task MeasurePeersAsync(
        TrigramPeer trigrams, NlpJsPeer nlpJs, BenchmarkReport report, string name, IReadOnlyList<LabelledRow>[] splits, LabelledRow[] test, CancellationToken cancellationToken)
    {
        var ours = report.Find($"{name}/trained/top-1");
        var (index, query) = TrigramPeer.Indexes.Values.First();
        var shares = new List<double>();
        foreach (var split in splits)
        {
            await trigrams.FillAsync(split.Select(row => (row.Text, row.Pattern!.Value)), index, cancellationToken);
            var (patterns, _) = await trigrams.FindAsync(test.Select(row => row.Text), query, cancellationToken);
            shares.Add(patterns.Zip(test, (pattern, row) => pattern == row.Pattern ? 100.0 : 0).Average());
        }

        report.Add($"{name}/pg_trgm/top-1", shares.Average(), "%", ours);
        report.Add($"{name}/nlp.js/top-1", 100 * (await nlpJs.ClassifyAsync(splits, test, cancellationToken)).Accuracy, "%", ours);
    }

    private static int[] Ranks(TextMatch[] matches, LabelledRow[] rows) =>
        [.. matches.Zip(rows, (match, row) => match.Candidates.ToList().FindIndex(candidate => candidate.PatternId == row.Pattern))];
}
