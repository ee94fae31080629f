using PatternFunctions.Learning;

namespace PatternFunctions.Tests.Learning;

internal sealed class EndlessBudget : IAiBudget
{
    public Task<bool> TryReserveAsync(decimal usd, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SettleAsync(decimal reservedUsd, AnalysisUsage spent, CancellationToken cancellationToken) => Task.CompletedTask;
}
