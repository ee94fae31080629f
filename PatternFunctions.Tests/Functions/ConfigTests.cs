using System.Net;
using System.Text.Json;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Functions;

public sealed class ConfigTests : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.StartAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_setting_changes_with_its_entry_in_the_audit_log()
    {
        string[] lowRisk = ["faq", "hours"];
        await ChangeAsync(new { queue_threshold = 0.4, low_risk_types = lowRisk, enabled = true }, "spring");

        var settings = (await app.Operator.GetJsonAsync("api/config")).GetProperty("items").EnumerateArray().ToDictionary(item => item.GetProperty("key").GetString()!);
        Assert.Equal("0.4", settings["queue_threshold"].GetProperty("value").GetString());
        Assert.Equal("settings", settings["queue_threshold"].GetProperty("updated_by").GetString());
        Assert.Equal("faq, hours", settings["low_risk_types"].GetProperty("value").GetString());
        Assert.Equal(3, await app.ScalarAsync<long>("SELECT count(*) FROM audit_log WHERE action = 'config.changed' AND role = 'admin' AND after->>'reason' = 'spring'"));
    }

    [Fact]
    public async Task What_a_setting_cannot_hold_is_refused_whole()
    {
        string[] bodies =
        [
            """{"values": {"no_such_key": true}}""",
            """{"values": {"queue_threshold": 1.1}}""",
            """{"values": {"queue_threshold": "a half"}}""",
            """{"values": {"queue_threshold": null}}""",
            """{"values": {"enabled": {}}}""",
            """{"values": {"queue_threshold": 0.8}}""", // Above suggest_threshold.
            """{"values": {"quiet_hours": "all night"}}""",
            """{"values": {"burst_window_seconds": 1.5}}""",
            """{"values": {}}""",
            """{"enabled": true}""",
            """{"values": {"enabled": true}, "reason": "\u0000"}""",
            """{"values": {"automated_reply_suffix": "\ud800"}}""",
            """[]""",
            """null""",
            """{""",
            "",
        ];
        foreach (var body in bodies)
        {
            using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
            var response = await app.Admin.PatchAsync("api/config", content);

            Assert.True(response.StatusCode is HttpStatusCode.BadRequest, body);
            Assert.Equal("invalid", JsonElement.Parse(await response.Content.ReadAsStringAsync()).ProblemType());
        }

        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM audit_log WHERE action = 'config.changed'"));
    }

    [Fact]
    public async Task A_preview_says_what_would_become_automatic_and_changes_nothing()
    {
        await app.SqlAsync(Patterns.InsertPattern, "Where can I park?", "Behind the building.", 0.50m);
        await app.SqlAsync(Patterns.InsertPattern, "Where can I sleep?", "Upstairs.", 0.50m);
        await app.SqlAsync(Patterns.MakeAutomatic);
        await app.SqlAsync(Patterns.AddApprover);
        await app.SqlAsync("UPDATE decision_patterns SET confidence_score = 0.90");

        var change = await ChangeAsync(new { auto_execute_threshold = 0.85 }, path: "api/config?preview=true");

        Assert.True(change.GetProperty("is_preview").GetBoolean());
        Assert.Equal("2 patterns would become eligible for automatic replies.", change.GetProperty("effect").GetProperty("sentence").GetString());
        Assert.Equal(2, change.GetProperty("effect").GetProperty("newly_automatic").GetArrayLength());
        Assert.Equal("0.95", await app.ScalarAsync<string>("SELECT config_value FROM pattern_learning_config WHERE config_key = 'auto_execute_threshold'"));
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM audit_log WHERE action = 'config.changed'"));
    }

    [Fact]
    public async Task A_change_that_rests_on_old_settings_is_refused()
    {
        var tag = (await app.Operator.GetAsync("api/config")).Headers.ETag!.ToString();
        await app.SetAsync("enabled", "true");

        var problem = await app.Admin.SendJsonAsync(
            HttpMethod.Patch, "api/config", new { values = new { shadow_mode = false } }, HttpStatusCode.PreconditionFailed, tag);

        Assert.Equal("changed", problem.ProblemType());
    }

    private Task<JsonElement> ChangeAsync(object values, string? reason = null, string path = "api/config") =>
        app.Admin.SendJsonAsync(HttpMethod.Patch, path, new { values, reason }, HttpStatusCode.OK);
}
