using System.Net;
using PatternFunctions.Tests.Imports;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Insights;

public sealed class ShadowReportTests
{
    [Fact]
    public async Task A_report_is_had_of_an_import_and_of_live_traffic_as_json_and_as_a_page()
    {
        await using var app = await TestApp.StartLiveAsync();
        var start = app.Clock.GetUtcNow().AddDays(-60);
        var export = new Export();
        for (var number = 0; number < 40; number++)
        {
            var customer = $"+155555501{number + 10}";
            export.Ask(customer, number % 2 == 0 ? "Where can I park?" : "Do you rent out clubs?", start.AddHours(number))
                .Answer(customer, number % 2 == 0 ? "Parking is free behind the building." : "Yes, clubs are for rent at the front desk.", start.AddHours(number).AddMinutes(4));
        }

        var import = await app.ImportAsync(export);
        await app.SqlAsync("UPDATE pattern_learning_config SET config_value = 'true' WHERE config_key = 'shadow_mode'");
        app.OpenPhone.CustomerTexts("+15555550141", "Is anybody there?");
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_history") == 1);
        var path = $"api/imports/{import.GetProperty("id")}/report";

        var history = await app.Operator.GetJsonAsync(path);
        var live = await app.Operator.GetJsonAsync("api/insights/shadow?days=7");
        using var page = await app.Operator.GetAsync($"{path}?format=html");

        Assert.Equal((20, 20), (history.GetProperty("learned_from").GetInt32(), history.GetProperty("questions").GetInt32()));
        Assert.Equal(20, history.GetProperty("tiers").EnumerateArray().Sum(tier => tier.GetProperty("agreed").GetInt32()));
        Assert.Equal(("live", 1), (live.GetProperty("source").GetString(), live.GetProperty("questions").GetInt32()));
        Assert.Equal(("text/html", HttpStatusCode.OK), (page.Content.Headers.ContentType!.MediaType, page.StatusCode));
        Assert.Equal((await app.Operator.GetAsync(path)).Content.Headers.ContentLength, (await app.Operator.GetAsync(path)).Content.Headers.ContentLength);
        Assert.Contains("<svg", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await app.Operator.GetJsonAsync("api/imports/999/report", HttpStatusCode.NotFound);
    }
}
