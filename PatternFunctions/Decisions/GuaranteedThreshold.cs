namespace PatternFunctions.Decisions;

/// <summary>
/// Where replies may go out by themselves so that, with 95 % confidence, no more than a chosen share of them is wrong;
/// without enough evidence, nowhere. Selective classification with guaranteed risk (Geifman and El-Yaniv 2017), by
/// fixed-sequence testing (Angelopoulos et al. 2021): the thresholds are given beforehand and tried from the strictest
/// down until one fails, so that trying many costs no confidence.
/// </summary>
public static class GuaranteedThreshold
{
    private const int Steps = 100;

    /// <summary>Below it a match is more likely wrong than right, whatever came of the past.</summary>
    private const int LowestStep = 50;

    /// <param name="outcomes">Scores from 0 to 1 as they were given at the time, before anybody knew what was right.</param>
    /// <param name="risk">The share of wrong ones that is tolerated, such as 0.05.</param>
    /// <returns>The lowest threshold that is proved; null if none is.</returns>
    public static SelectiveThreshold? Find(IReadOnlyCollection<(double Score, bool IsRight)> outcomes, double risk)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        SelectiveThreshold? proved = null;
        for (var step = Steps; step >= LowestStep; step--)
        {
            var at = At(outcomes, step / (double)Steps);
            // Where even all right would prove nothing, there is no test: that depends on scores alone, not on what was right.
            if (SuccessBound.Lower(at.Fired, at.Fired) < 1 - risk)
            {
                continue;
            }

            if (at.RiskUpperBound > risk)
            {
                break;
            }

            proved = at;
        }

        return proved;
    }

    /// <summary>What would come of one threshold.</summary>
    public static SelectiveThreshold At(IReadOnlyCollection<(double Score, bool IsRight)> outcomes, double threshold)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        var (fired, wrong) = (0, 0);
        foreach (var (score, isRight) in outcomes)
        {
            if (score >= threshold)
            {
                fired++;
                wrong += isRight ? 0 : 1;
            }
        }

        return new SelectiveThreshold(threshold, fired, wrong, 1 - SuccessBound.Lower(fired - wrong, fired));
    }
}

/// <param name="Threshold">A score of 0 to 1, from which a reply goes out.</param>
/// <param name="Fired">How many had at least this score.</param>
/// <param name="Wrong">How many of those were wrong.</param>
/// <param name="RiskUpperBound">The share of wrong ones is below this, with 95 % confidence.</param>
public sealed record SelectiveThreshold(double Threshold, int Fired, int Wrong, double RiskUpperBound);
