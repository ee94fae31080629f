using PatternFunctions.Matching;

namespace PatternFunctions.Insights;

/// <summary>How far match probabilities can be believed here: the curve in use beside one that is fitted on the business's own outcomes.</summary>
internal static class ShadowCurves
{
    private const int Fewest = 100;
    private const int Bins = 10;

    /// <param name="cases">Judged matches by similarity, in the order of time.</param>
    public static ShadowCalibration? Compare(IReadOnlyList<ShadowCase> cases)
    {
        if (cases.Count < Fewest)
        {
            return null;
        }

        // Fitting and judging on the same outcomes flatters.
        var half = cases.Count / 2;
        var fitted = MatchCurves.Cautious.Refit([.. cases.Take(half).Select(entry => new MatchOutcome(entry.Score!.Value, entry.Agrees))]);
        var tested = cases.Skip(half).Select(entry => (
            Default: MatchCurves.Cautious[entry.Score!.Value.Head].Probability(entry.Score.Value),
            Fitted: fitted[entry.Score.Value.Head].Probability(entry.Score.Value), IsRight: entry.Agrees)).ToList();
        return new ShadowCalibration(
            cases.Count,
            Round(Calibration.Error([.. tested.Select(entry => (entry.Default, entry.IsRight))])),
            Round(Calibration.Error([.. tested.Select(entry => (entry.Fitted, entry.IsRight))])),
            [
                .. tested.GroupBy(entry => Math.Min((int)(entry.Fitted * Bins), Bins - 1)).OrderBy(bin => bin.Key).Select(bin => new ShadowBin(
                    bin.Count(), Round(bin.Average(entry => entry.Default)), Round(bin.Average(entry => entry.Fitted)), Round(bin.Average(entry => entry.IsRight ? 1.0 : 0)))),
            ]);
    }

    private static double Round(double value) => Math.Round(value, 4);
}
