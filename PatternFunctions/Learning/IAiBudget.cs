namespace PatternFunctions.Learning;

/// <summary>What may be spent on models in one UTC day, over all instances.</summary>
public interface IAiBudget
{
    /// <summary>Sets the amount aside. False: today's budget does not hold it any more.</summary>
    Task<bool> TryReserveAsync(decimal usd, CancellationToken cancellationToken);

    /// <summary>Puts what was really spent in the place of what was set aside, and records the call.</summary>
    /// <param name="reservedUsd">Set aside before.</param>
    /// <param name="spent">In full where the answer did not come: a call that broke off may have been charged.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task SettleAsync(decimal reservedUsd, AnalysisUsage spent, CancellationToken cancellationToken);
}
