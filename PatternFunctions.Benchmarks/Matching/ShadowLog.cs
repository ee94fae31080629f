using PatternFunctions.Matching;

namespace PatternFunctions.Benchmarks.Matching;

/// <summary>
/// What a business gains from its own labels: half of the test texts stand for its log (what people answered, "none of
/// these" included) and join the training; curve and threshold come from that half by cross-validation; the other half
/// is reported. Twenty random halves.
/// </summary>
internal static class ShadowLog
{
    private const int Repeats = 20;
    private const int Folds = 4;
    private const int Draws = 200;

    private static readonly double[] Aims = [0.90, 0.95, 0.97];

    public static void Run(LabelledData data, BenchmarkReport report, CancellationToken cancellationToken)
    {
        var results = Enumerable.Range(0, Repeats).Select(repeat => Repeat(data, repeat, cancellationToken)).ToArray();
        foreach (var (aim, index) in Aims.Select((aim, index) => (aim, index)))
        {
            var name = $"{data.Name}/own log/aim {100 * aim:0}%";
            report.Add($"{name}/coverage", 100 * results.Average(result => result.Gates[index].Coverage), "%");
            report.Add($"{name}/precision", 100 * results.Average(result => result.Gates[index].Precision), "%");
        }

        report.Add($"{data.Name}/own log/coverage at an achieved 95%", 100 * results.Average(result => result.CoverageAt95), "%");
        report.Add($"{data.Name}/own log/top-1", 100 * results.Average(result => result.Accuracy), "%");
        // Of all halves together: in the bins of one half alone, chance makes more of an error than there is to be measured.
        report.Add($"{data.Name}/own log/calibration error", Calibration.Error([.. results.SelectMany(result => result.Outcomes.Select(outcome => (outcome.Probability, outcome.IsRight)))]), "", 0.05);
        report.Add(
            $"{data.Name}/own log/calibration error, mean of the halves, beside that of perfect probabilities",
            results.Average(result => result.CalibrationError), "", results.Average(result => result.ErrorOfPerfect));
    }

    private static Result Repeat(LabelledData data, int repeat, CancellationToken cancellationToken)
    {
        var shuffled = data.Test.ToArray();
        new Random(repeat).Shuffle(shuffled);
        var (log, held) = (shuffled[..(shuffled.Length / 2)], shuffled[(shuffled.Length / 2)..]);
        var seen = Enumerable.Range(0, Folds).SelectMany(fold =>
        {
            LabelledRow[] tried = [.. log.Where((_, index) => index % Folds == fold)];
            return Outcomes(TrainedMatcher.Build([.. data.Train, .. log.Except(tried)], isTrained: true, cancellationToken), tried);
        }).ToArray();
        var curves = MatchCurves.Cautious.Refit([.. seen.Select(outcome => new MatchOutcome(outcome.Score, outcome.IsRight))]);
        var judged = Judge(seen, curves);
        var tested = Judge(Outcomes(TrainedMatcher.Build([.. data.Train, .. log], isTrained: true, cancellationToken), held), curves);
        var inScope = held.Count(row => row.Pattern is not null);
        return new Result(
            tested,
            [.. Aims.Select(aim => Gate(tested, Threshold(judged, aim), inScope))],
            Gate(tested, Threshold(tested, 0.95), inScope).Coverage,
            Calibration.Error([.. tested.Select(outcome => (outcome.Probability, outcome.IsRight))]),
            ErrorOfPerfect(tested, new Random(repeat)),
            tested.Count(outcome => outcome.IsRight) / (double)inScope);
    }

    /// <summary>What chance alone makes of it: the texts turn out right just as probably as was said.</summary>
    private static double ErrorOfPerfect(Outcome[] outcomes, Random random) => Enumerable.Range(0, Draws)
        .Average(_ => Calibration.Error([.. outcomes.Select(outcome => (outcome.Probability, random.NextDouble() < outcome.Probability))]));

    private static Outcome[] Outcomes(TextMatcher matcher, LabelledRow[] rows) => [.. matcher.MatchAll(rows)
        .Zip(rows, (match, row) => new Outcome(match.Score ?? default, match.Probability, row.Pattern is not null, row.Pattern is not null && match.Candidates.Count > 0 && match.Candidates[0].PatternId == row.Pattern))];

    private static Outcome[] Judge(Outcome[] outcomes, MatchCurves curves) =>
        [.. outcomes.Select(outcome => outcome with { Probability = curves[outcome.Score.Head].Probability(outcome.Score) })];

    /// <summary>The lowest probability from which on, upwards, the aimed share was right.</summary>
    private static double Threshold(Outcome[] outcomes, double aim)
    {
        var (right, fired, threshold) = (0, 0, double.PositiveInfinity);
        foreach (var outcome in outcomes.OrderByDescending(outcome => outcome.Probability))
        {
            fired++;
            right += outcome.IsRight ? 1 : 0;
            threshold = right >= aim * fired ? outcome.Probability : threshold;
        }

        return threshold;
    }

    private static (double Coverage, double Precision) Gate(Outcome[] outcomes, double threshold, int inScope)
    {
        var fired = outcomes.Where(outcome => outcome.Probability >= threshold).ToArray();
        return (fired.Count(outcome => outcome.IsInScope) / (double)inScope, fired.Length == 0 ? 1 : fired.Count(outcome => outcome.IsRight) / (double)fired.Length);
    }

    private sealed record Outcome(MatchScore Score, double Probability, bool IsInScope, bool IsRight);

    private sealed record Result(
        Outcome[] Outcomes, (double Coverage, double Precision)[] Gates, double CoverageAt95, double CalibrationError, double ErrorOfPerfect, double Accuracy);
}
