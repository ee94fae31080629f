using System.Net;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Functions;

/// <summary>What an admin says of the business, in the answers.</summary>
public sealed class FactTests : IAsyncLifetime
{
    private static readonly object Hours = new { kind = "hours", value = "9am to 9pm", description = "When we are open" };

    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.StartLiveAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_fact_fills_templates_until_it_changes_and_cannot_go_while_a_pattern_says_it()
    {
        var pattern = new { pattern_type = "hours", trigger_text = "When are you open?", response_template = "We are open {{opening_hours}} in {{location}}." };
        await app.Admin.PostJsonAsync("api/patterns", pattern, HttpStatusCode.BadRequest);
        await SetAsync(Hours);
        await app.SetAsync("locations", "Bedford; Dartmouth");
        var id = (await app.Admin.PostJsonAsync("api/patterns", pattern, HttpStatusCode.Created)).GetProperty("pattern").GetProperty("id").GetInt64();

        // The very words, so that a text comes of it; the place is in the message.
        await app.SqlAsync("UPDATE decision_patterns SET confidence_score = 0.8");
        app.OpenPhone.CustomerTexts("+15555550171", "When are you open?");
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<string>("SELECT proposed_response FROM pattern_execution_queue") == "We are open 9am to 9pm in ____.");

        await SetAsync(new { kind = "hours", value = "10am to 6pm", description = "When we are open" });
        await app.Admin.SendJsonAsync(HttpMethod.Delete, "api/facts/opening_hours", null, HttpStatusCode.Conflict);
        await app.SqlAsync("UPDATE business_facts SET value = 'always {{customer_name}}'");
        var test = await app.Operator.PostJsonAsync("api/patterns/test", new { message = "When are you open?" });
        Assert.Equal("We are open ____ in ____.", test.GetProperty("reply").GetString());
        Assert.Contains("braces", (await app.Operator.GetJsonAsync("api/facts")).GetProperty("items")[0].GetProperty("problem").GetString(), StringComparison.Ordinal);

        await app.Admin.SendJsonAsync(HttpMethod.Delete, $"api/patterns/{id}", null, HttpStatusCode.OK);
        await app.Admin.SendJsonAsync(HttpMethod.Delete, "api/facts/opening_hours", null, HttpStatusCode.OK);
        await app.Admin.SendJsonAsync(HttpMethod.Delete, "api/facts/opening_hours", null, HttpStatusCode.NotFound);
        Assert.Equal(
            "admin admin sql admin",
            await app.ScalarAsync<string>("SELECT string_agg(role, ' ' ORDER BY id) FROM audit_log WHERE action = 'fact.changed'"));
    }

    [Fact]
    public async Task A_fact_that_could_not_be_sent_is_refused_and_so_is_a_change_of_what_has_changed()
    {
        await app.Admin.SendJsonAsync(HttpMethod.Put, "api/facts/customer_name", Hours, HttpStatusCode.BadRequest);
        await app.Admin.SendJsonAsync(HttpMethod.Put, "api/facts/book", new { kind = "link", value = "javascript:x", description = "d" }, HttpStatusCode.BadRequest);
        await SetAsync(Hours);
        using var response = await app.Admin.PutAsync("api/facts/opening_hours", System.Net.Http.Json.JsonContent.Create(Hours));
        var tag = response.Headers.ETag!.ToString();
        await app.SqlAsync("UPDATE business_facts SET value = '1pm'");

        Assert.Equal("changed", (await app.Admin.SendJsonAsync(HttpMethod.Put, "api/facts/opening_hours", Hours, HttpStatusCode.PreconditionFailed, tag)).ProblemType());
        Assert.Equal("1pm", await app.ScalarAsync<string>("SELECT value FROM business_facts"));
    }

    private Task SetAsync(object fact) => app.Admin.SendJsonAsync(HttpMethod.Put, "api/facts/opening_hours", fact, HttpStatusCode.OK);
}
