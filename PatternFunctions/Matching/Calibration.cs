namespace PatternFunctions.Matching;

/// <summary>How far probabilities can be believed.</summary>
public static class Calibration
{
    private const int Bins = 10;

    /// <summary>
    /// The expected calibration error: within tenths of the range, how far the mean probability and the share that was
    /// right lie apart, weighted by how many fell there.
    /// </summary>
    /// <returns>0 (to be believed) to 1; 0 without outcomes.</returns>
    public static double Error(IReadOnlyCollection<(double Probability, bool IsRight)> outcomes) => outcomes
        .GroupBy(outcome => Math.Min((int)(outcome.Probability * Bins), Bins - 1))
        .Sum(bin => Math.Abs(bin.Sum(outcome => outcome.Probability - (outcome.IsRight ? 1 : 0)))) / Math.Max(outcomes.Count, 1);
}
