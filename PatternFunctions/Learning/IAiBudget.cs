namespace PatternFunctions.Learning;

/// <summary>What may be spent on models in one UTC day, over all instances.</summary>
public interface IAiBudget
{
    /// <summary>Sets the amount aside. Null: today's budget does not hold it any more.</summary>
    Task<BudgetReservation?> TryReserveAsync(decimal usd, CancellationToken cancellationToken);

    /// <summary>Puts what was really spent in the place of what was set aside, and records the call.</summary>
    /// <param name="reserved">Set aside before.</param>
    /// <param name="spent">In full where the answer did not come: a call that broke off may have been charged.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task SettleAsync(BudgetReservation reserved, AnalysisUsage spent, CancellationToken cancellationToken);
}
