using System.Net;
using System.Text.Json;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Functions;

/// <summary>Patterns that an admin has reviewed, activated together.</summary>
public sealed class BatchActivationTests : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync()
    {
        app = await TestApp.StartLiveAsync();
        foreach (var question in new[] { "Where can I park?", "Do you rent clubs?", "Is there food?" })
        {
            await app.Admin.PostJsonAsync("api/patterns", new { pattern_type = "faq", trigger_text = question, response_template = "Yes." }, HttpStatusCode.Created);
        }

        await app.SqlAsync(Patterns.AddApprover);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task All_are_activated_as_they_were_reviewed_with_the_reason_in_the_log_of_each()
    {
        var done = await ActivateAsync(HttpStatusCode.OK, (1, await ReviewAsync(1)), (3, await ReviewAsync(3)));

        Assert.Equal([1, 3], done.GetProperty("items").EnumerateArray().Select(state => state.GetProperty("pattern").GetProperty("id").GetInt32()));
        Assert.All(done.GetProperty("items").EnumerateArray(), state => Assert.True(state.GetProperty("pattern").GetProperty("auto_executable").GetBoolean()));
        Assert.Equal(2, await app.ScalarAsync<long>("SELECT count(*) FROM decision_patterns WHERE is_active AND auto_executable AND NOT requires_confirmation"));
        Assert.Equal(2, await app.ScalarAsync<long>("SELECT count(*) FROM audit_log WHERE action = 'pattern.activated' AND after->>'reason' = 'looked at both' AND after->>'batch_of' = '2'"));
    }

    [Fact]
    public async Task One_that_has_changed_is_gone_or_is_not_proved_enough_keeps_all_of_them_back()
    {
        var tags = (One: await ReviewAsync(1), Two: await ReviewAsync(2));
        await app.Admin.SendJsonAsync(HttpMethod.Patch, "api/patterns/2", new { response_template = "No." }, HttpStatusCode.OK);

        var changed = await ActivateAsync(HttpStatusCode.Conflict, (1, tags.One), (2, tags.Two), (99, "\"x\""));
        await app.SetAsync("auto_min_distinct_operators", "2");
        var unproved = await ActivateAsync(HttpStatusCode.Conflict, (1, tags.One));

        Assert.Equal("urn:patternfunctions:problem:not-activated", changed.GetProperty("type").GetString());
        Assert.Equal("""{"2":"changed","99":"not-found"}""", changed.GetProperty("patterns").GetRawText());
        Assert.Equal("""{"1":"not-proved"}""", unproved.GetProperty("patterns").GetRawText());
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM decision_patterns WHERE is_active"));
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM audit_log WHERE action = 'pattern.activated'"));
    }

    [Fact]
    public async Task Only_an_admin_does_it_with_a_reason_and_for_patterns_that_are_named()
    {
        var tag = await ReviewAsync(1);

        await app.Operator.PostJsonAsync("api/patterns/activate", Body("x", (1, tag)), HttpStatusCode.Forbidden);
        await app.Admin.PostJsonAsync("api/patterns/activate", Body("", (1, tag)), HttpStatusCode.BadRequest);
        await app.Admin.PostJsonAsync("api/patterns/activate", Body("x"), HttpStatusCode.BadRequest);
        await app.Admin.PostJsonAsync("api/patterns/activate", new { patterns = new { one = tag }, reason = "x" }, HttpStatusCode.BadRequest);
    }

    private async Task<string> ReviewAsync(int id) => (await app.Admin.GetAsync($"api/patterns/{id}")).Headers.ETag!.ToString();

    private Task<JsonElement> ActivateAsync(HttpStatusCode status, params (int Id, string Tag)[] reviewed) =>
        app.Admin.PostJsonAsync("api/patterns/activate", Body("looked at both", reviewed), status);

    private static object Body(string reason, params (int Id, string Tag)[] reviewed) =>
        new { patterns = reviewed.ToDictionary(each => each.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), each => each.Tag), reason };
}
