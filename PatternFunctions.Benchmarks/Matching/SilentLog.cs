using PatternFunctions.Matching;

namespace PatternFunctions.Benchmarks.Matching;

/// <summary>
/// A business with a few wordings, whose people say what questions ask for and never that one asks for nothing known: the
/// app's own fit to half of the test texts, those with a pattern; the other half, strangers and all, is reported.
/// </summary>
internal static class SilentLog
{
    private const int Repeats = 10;
    private const int Wordings = 3;
    private const double Suggested = 0.75;

    public static void Run(LabelledData data, BenchmarkReport report, CancellationToken cancellationToken)
    {
        PatternWordings[] patterns = [.. data.Train.Where(row => row.Pattern is not null).GroupBy(row => row.Pattern!.Value)
            .Select(group => new PatternWordings(group.Key, [.. group.Take(Wordings).Select(row => new Wording(row.Text, row.Vector))]))];
        var outcomes = Enumerable.Range(0, Repeats).SelectMany(repeat => Repeat(data, patterns, repeat, cancellationToken)).ToArray();
        var suggested = outcomes.Where(outcome => outcome.Probability >= Suggested).ToArray();
        var strangers = outcomes.Where(outcome => outcome.IsStranger).ToArray();
        var name = $"{data.Name}/log that never says none of these";
        report.Add($"{name}/calibration error", Calibration.Error([.. outcomes.Select(outcome => (outcome.Probability, outcome.IsRight))]), "", 0.05);
        report.Add($"{name}/right, of what is suggested", 100.0 * suggested.Count(outcome => outcome.IsRight) / Math.Max(1, suggested.Length), "%");
        report.Add($"{name}/suggested, of what has no pattern", 100.0 * strangers.Count(outcome => outcome.Probability >= Suggested) / strangers.Length, "%");
    }

    private static IEnumerable<Outcome> Repeat(LabelledData data, PatternWordings[] patterns, int repeat, CancellationToken cancellationToken)
    {
        var shuffled = data.Test.ToArray();
        new Random(repeat).Shuffle(shuffled);
        var (log, held) = (shuffled[..(shuffled.Length / 2)], shuffled[(shuffled.Length / 2)..]);
        var dimensions = data.Test[0].Vector?.Length ?? 0;
        var texts = new TrainingTexts(
            patterns, log.Where(row => row.Pattern is not null).Select(row => new LabelledText(row.Pattern, row.Text, row.Vector)), dimensions);
        var model = ModelFit.Fit(texts, SimilaritySpace.Fit(patterns), cancellationToken);
        var index = new SimilarityIndex(dimensions, model.Space);
        index.Update(patterns);
        return new TextMatcher(index, model.Head, model.Curves).MatchAll(held)
            .Zip(held, (match, row) => new Outcome(match.Probability, row.Pattern is null, row.Pattern is not null && match.Candidates is [var best, ..] && best.PatternId == row.Pattern));
    }

    private sealed record Outcome(double Probability, bool IsStranger, bool IsRight);
}
