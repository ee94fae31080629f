using PatternFunctions.Learning;

namespace PatternFunctions.Tests.Learning;

internal sealed class EndlessBudget : IAiBudget
{
    public Task<BudgetReservation?> TryReserveAsync(decimal usd, CancellationToken cancellationToken) =>
        Task.FromResult<BudgetReservation?>(new BudgetReservation(DateOnly.MaxValue, usd));

    public Task SettleAsync(BudgetReservation reserved, AnalysisUsage spent, CancellationToken cancellationToken) => Task.CompletedTask;
}
