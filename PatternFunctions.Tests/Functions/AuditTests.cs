using System.Text.Json;
using Npgsql;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Functions;

public sealed class AuditTests : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.StartLiveAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Changes_that_race_for_the_log_end_in_one_unbroken_chain()
    {
        await Task.WhenAll(Enumerable.Range(1, 24).Select(number => app.Admin.PostJsonAsync(
            "api/patterns", new { pattern_type = "faq", trigger_text = $"Question {number}?", response_template = "Yes." }, System.Net.HttpStatusCode.Created)));

        var verification = await app.Admin.GetJsonAsync("api/audit/verify");

        Assert.True(verification.GetProperty("is_intact").GetBoolean(), verification.ToString());
        Assert.Equal(24, await app.ScalarAsync<long>("SELECT count(*) FROM audit_log WHERE action = 'pattern.created'"));
        var newest = (await app.Admin.GetJsonAsync("api/audit?action=pattern.created&limit=1")).GetProperty("items")[0];
        Assert.Equal("settings", newest.GetProperty("actor").GetString());
        Assert.Equal("127.0.0.1", newest.GetProperty("source").GetString());
        Assert.Equal(verification.GetProperty("last_hash").GetString(), newest.GetProperty("hash").GetString());
    }

    [Theory]
    [InlineData("UPDATE audit_log SET actor = 'nobody'")]
    [InlineData("DELETE FROM audit_log")]
    [InlineData("TRUNCATE audit_log")]
    [InlineData("UPDATE audit_head SET id = 0")]
    [InlineData("DELETE FROM audit_head")]
    public async Task Nobody_changes_it_in_passing(string sql)
    {
        await Assert.ThrowsAsync<PostgresException>(() => app.SqlAsync(sql));
    }

    [Theory]
    [InlineData("UPDATE audit_log SET actor = 'nobody' WHERE id = 2", "it was changed")]
    [InlineData("UPDATE audit_log SET after = '{\"value\": \"1\"}' WHERE id = 2", "it was changed")]
    [InlineData("DELETE FROM audit_log WHERE id = 2", "entries before it are missing")]
    [InlineData("DELETE FROM audit_log WHERE id = (SELECT max(id) FROM audit_log)", "the last entry is missing or another one")]
    public async Task Who_takes_the_guards_away_is_found_out(string sql, string problem)
    {
        await app.SqlAsync($"SET session_replication_role = replica; {sql}; SET session_replication_role = DEFAULT");

        var verification = await app.Admin.GetJsonAsync("api/audit/verify");

        Assert.False(verification.GetProperty("is_intact").GetBoolean());
        Assert.Contains(verification.GetProperty("problems").EnumerateArray(), entry => entry.GetProperty("problem").GetString() == problem);
    }

    [Fact]
    public async Task A_change_by_plain_SQL_is_audited_as_such()
    {
        await app.SetAsync("queue_threshold", "0.40");

        var entry = (await app.Admin.GetJsonAsync("api/audit?subject=config/queue_threshold")).GetProperty("items")[0];

        Assert.Equal("sql", entry.GetProperty("role").GetString());
        Assert.Equal("0.50", entry.GetProperty("before").GetProperty("value").GetString());
        Assert.Equal("0.40", entry.GetProperty("after").GetProperty("value").GetString());
    }

    [Fact]
    public async Task A_pattern_that_is_let_loose_by_plain_SQL_is_audited_as_such()
    {
        await app.SqlAsync(Patterns.InsertPattern, "Where can I park?", "Behind the building.", 0.97m);

        await app.SqlAsync("UPDATE decision_patterns SET is_active = true, auto_executable = true");

        Assert.True(await app.ScalarAsync<bool>(
            "SELECT (after->>'is_active')::boolean AND NOT (before->>'is_active')::boolean FROM audit_log WHERE action = 'pattern.changed' AND role = 'sql'"));
    }

    [Fact]
    public async Task All_of_it_can_be_had_as_JSON_lines()
    {
        var lines = (await app.Admin.GetStringAsync("api/audit?format=jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(await app.ScalarAsync<long>("SELECT count(*) FROM audit_log"), lines.Length);
        Assert.Equal(Enumerable.Range(1, lines.Length), lines.Select(line => JsonElement.Parse(line).GetProperty("id").GetInt32()));
    }

    [Fact]
    public async Task A_verdict_is_audited_without_a_word_of_the_customers()
    {
        await app.SqlAsync(Patterns.InsertPattern, "Where can I park?", "Behind the building.", 0.60m);
        app.OpenPhone.CustomerTexts("+15555550171", "Where can I park?");
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_queue") == 1);

        await app.Operator.PostJsonAsync("api/queue/1/modify", new { response = "Behind it, Kim." });

        var entry = (await app.Admin.GetJsonAsync("api/audit?subject=queue/1")).GetProperty("items")[0];
        Assert.Equal("queue.modified sam operator", $"{entry.GetProperty("action")} {entry.GetProperty("actor")} {entry.GetProperty("role")}");
        Assert.DoesNotContain("Kim", await app.Admin.GetStringAsync("api/audit?format=jsonl"), StringComparison.Ordinal);
    }
}
