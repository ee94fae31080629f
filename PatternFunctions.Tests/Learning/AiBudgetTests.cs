using Microsoft.Extensions.DependencyInjection;
using PatternFunctions.Learning;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Learning;

public sealed class AiBudgetTests
{
    [Fact]
    public async Task A_call_over_midnight_is_charged_to_the_day_on_which_it_began()
    {
        await using var app = await TestApp.StartAsync();
        var budget = app.Services.GetRequiredService<IAiBudget>();
        app.Clock.Advance(new DateTimeOffset(2026, 3, 2, 23, 59, 59, TimeSpan.Zero) - app.Clock.GetUtcNow());
        var reserved = await budget.TryReserveAsync(0.50m, CancellationToken.None);

        app.Clock.Advance(TimeSpan.FromSeconds(2));
        var next = await budget.TryReserveAsync(0.25m, CancellationToken.None);
        await budget.SettleAsync(reserved!, new AnalysisUsage("gpt-4o", 100, 10, 0.10m), CancellationToken.None);

        Assert.NotNull(next);
        Assert.Equal(0.10m, await app.ScalarAsync<decimal>("SELECT spent_usd FROM ai_spending WHERE day = '2026-03-02'"));
        Assert.Equal(0.25m, await app.ScalarAsync<decimal>("SELECT spent_usd FROM ai_spending WHERE day = '2026-03-03'"));
    }
}
