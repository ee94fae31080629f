using Npgsql;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Learning;

/// <summary>Keeps <c>ai_daily_budget_usd</c> over all instances.</summary>
public sealed class AiBudget(NpgsqlDataSource dataSource, ConfigStore configStore, TimeProvider clock) : IAiBudget
{
    public async Task<BudgetReservation?> TryReserveAsync(decimal usd, CancellationToken cancellationToken)
    {
        var config = await configStore.ReadAsync(cancellationToken);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var isReserved = await dataSource.Command("""
            INSERT INTO ai_spending (day, spent_usd)
            SELECT $1, $2
            WHERE $2 <= $3
            ON CONFLICT (day) DO UPDATE
            SET spent_usd = ai_spending.spent_usd + $2
            WHERE ai_spending.spent_usd + $2 <= $3
            """, today, usd, config.AiDailyBudgetUsd).ExecuteAsync(cancellationToken) == 1;
        return isReserved ? new BudgetReservation(today, usd) : null;
    }

    public Task SettleAsync(BudgetReservation reserved, AnalysisUsage spent, CancellationToken cancellationToken) =>
        dataSource.Command("""
            WITH call AS (
                INSERT INTO ai_calls (called_at, model, input_tokens, output_tokens, cost_usd)
                SELECT $4, $5, $6, $7, $3
                WHERE $3 > 0
            )
            UPDATE ai_spending
            SET spent_usd = GREATEST(0, spent_usd - $2 + $3)
            WHERE day = $1
            """, reserved.Day, reserved.Usd, spent.CostUsd, clock.GetUtcNow(), spent.Model, spent.InputTokens, spent.OutputTokens)
            .ExecuteAsync(cancellationToken);
}
