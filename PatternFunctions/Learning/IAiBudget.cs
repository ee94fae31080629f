namespace PatternFunctions.Learning;

/// <summary>What may be spent on models in one UTC day, over all instances.</summary>
public interface IAiBudget
{
    /// <summary>Sets the amount aside. False: today's budget does not hold it any more.</summary>
    Task<bool> TryReserveAsync(decimal usd, CancellationToken cancellationToken);

    /// <summary>Puts what was really spent in the place of what was set aside.</summary>
    Task SettleAsync(decimal reservedUsd, decimal spentUsd, CancellationToken cancellationToken);
}
