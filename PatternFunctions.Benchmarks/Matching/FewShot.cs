using PatternFunctions.Matching;

namespace PatternFunctions.Benchmarks.Matching;

/// <summary>Accuracy from five or ten examples a pattern: the mean of five rotations of which ones, and all that there are.</summary>
internal static class FewShot
{
    private const int Rotations = 5;

    public static void Run(LabelledData data, BenchmarkReport report, CancellationToken cancellationToken)
    {
        LabelledRow[] test = [.. data.Test.Where(row => row.Pattern is not null)];
        foreach (var shots in (int[])[5, 10])
        {
            var splits = Enumerable.Range(0, Rotations).Select(rotation => Rotate(data.Train, shots, rotation)).ToArray();
            if (data.Train.GroupBy(row => row.Pattern).Min(group => group.Count()) >= shots)
            {
                Measure(report, $"{data.Name}/{shots}-shot", splits, test, cancellationToken);
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

    private static int[] Ranks(TextMatch[] matches, LabelledRow[] rows) =>
        [.. matches.Zip(rows, (match, row) => match.Candidates.ToList().FindIndex(candidate => candidate.PatternId == row.Pattern))];
}
