using MathNet.Numerics.Distributions;

namespace PatternFunctions.Decisions;

/// <summary>What the evidence proves, as opposed to what it shows: 20 of 20 shows 100 % and proves 86 %.</summary>
public static class SuccessBound
{
    private const double Alpha = 0.05;

    /// <summary>The one-sided 95 % lower bound of a success rate, after Clopper and Pearson.</summary>
    /// <returns>0 to 1; 0 without evidence.</returns>
    public static double Lower(int successes, int trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, successes);

        return Lower(successes, trials, Alpha);
    }

    /// <summary>The two-sided 95 % interval of a success rate, after Clopper and Pearson.</summary>
    /// <returns>0 to 1 without evidence.</returns>
    public static (double Lower, double Upper) Interval(int successes, int trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, successes);

        return (Lower(successes, trials, Alpha / 2), 1 - Lower(trials - successes, trials, Alpha / 2));
    }

    private static double Lower(int successes, int trials, double alpha) =>
        successes == 0 ? 0
        : successes == trials ? Math.Pow(alpha, 1.0 / trials)
        : Beta.InvCDF(successes, trials - successes + 1, alpha);
}
