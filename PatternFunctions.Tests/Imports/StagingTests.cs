using System.Net;
using System.Text.Json;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Imports;

public sealed class StagingTests : IAsyncLifetime
{
    private TestApp app = null!;
    private JsonElement import;

    public async Task InitializeAsync()
    {
        app = await TestApp.StartLiveAsync();
        import = await app.ImportAsync(History(app.Clock.GetUtcNow().AddDays(-30)));
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Pairs_become_groups_the_largest_first_and_wait_for_an_admin_with_their_price()
    {
        Assert.Equal(("waiting", 10, 3), (import.GetProperty("status").GetString(), import.GetProperty("pairs").GetInt32(), import.GetProperty("groups").GetInt32()));
        Assert.Equal(0, import.GetProperty("estimated_usd").GetDecimal());
        var groups = await RowsAsync();
        Assert.Equal([5, 3, 1], groups.Select(group => group.GetProperty("pairs").GetInt32()));
        Assert.All(groups, group => Assert.Equal("grouped", group.GetProperty("status").GetString()));
        Assert.Equal(0.8, groups[0].GetProperty("alike").GetDouble());
        Assert.Equal(3, groups[0].GetProperty("wordings").GetInt32());
    }

    [Fact]
    public async Task Approved_ones_become_inactive_patterns_at_the_seed_and_others_do_not()
    {
        await AnalyseAsync();
        var rows = await RowsAsync();
        var (parking, clubs) = (rows[0], rows[1]);
        Assert.Equal("Parking is free behind the building.", parking.GetProperty("response_template").GetString());
        Assert.Equal("Parking is free behind the building.", parking.GetProperty("examples")[0].GetProperty("answer").GetString());

        await app.Operator.PostJsonAsync(Path(parking, "approve"), null, HttpStatusCode.Forbidden);
        await app.Admin.SendJsonAsync(HttpMethod.Patch, Path(clubs), new { response_template = "Yes {{nobody}}" }, HttpStatusCode.BadRequest);
        await app.Admin.SendJsonAsync(HttpMethod.Patch, Path(clubs), new { response_template = "Yes, clubs are for rent at the desk.", pattern_type = "booking" }, HttpStatusCode.OK);
        var approved = await app.Admin.PostJsonAsync(Path(clubs, "approve"));
        await app.Admin.PostJsonAsync(Path(clubs, "approve"), null, HttpStatusCode.Conflict);
        await app.Admin.PostJsonAsync(Path(parking, "reject"));

        Assert.Equal("approved", approved.GetProperty("status").GetString());
        Assert.Equal(1, await app.ScalarAsync<long>("SELECT count(*) FROM decision_patterns"));
        Assert.True(await app.ScalarAsync<bool>("""
            SELECT NOT is_active AND confidence_score = 0.50 AND pattern_type = 'booking' AND created_from LIKE 'import:%'
                AND response_template = 'Yes, clubs are for rent at the desk.'
            FROM decision_patterns
            """));
        Assert.Equal(3, await app.ScalarAsync<long>("SELECT count(*) FROM pattern_learning_examples WHERE pattern_id IS NOT NULL AND status = 'evidence'"));
        Assert.Equal(1, await app.ScalarAsync<long>("SELECT count(*) FROM audit_log WHERE action = 'staging.approved'"));
    }

    [Fact]
    public async Task In_bulk_what_has_enough_evidence_is_approved_and_duplicates_are_left_to_a_person()
    {
        await app.Admin.PostJsonAsync("api/patterns", new { pattern_type = "faq", trigger_text = "Where can I park?", response_template = "Behind it." }, HttpStatusCode.Created);
        await AnalyseAsync();
        var parking = (await RowsAsync())[0];

        var result = await app.Admin.PostJsonAsync($"{Path()}/approve", new { min_pairs = 2, min_alike_percent = 50 });

        Assert.Equal(1, parking.GetProperty("duplicate_of").GetInt64());
        Assert.Equal(1, result.GetProperty("decided").GetArrayLength());
        Assert.Equal(2, await app.ScalarAsync<long>("SELECT count(*) FROM decision_patterns"));
        Assert.Equal(1, (await app.Admin.PostJsonAsync($"{Path()}/reject", new { })).GetProperty("decided").GetArrayLength());
        Assert.Equal(["pending"], (await RowsAsync("pending")).Select(row => row.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task A_person_who_is_forgotten_is_in_no_proposal()
    {
        await app.Admin.SendJsonAsync(HttpMethod.Delete, "api/customers/%2B15555550159", null, HttpStatusCode.OK);

        Assert.Equal([5, 3], (await RowsAsync()).Select(row => row.GetProperty("pairs").GetInt32()));
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM pattern_learning_examples WHERE customer_message LIKE '%Zebedee%'"));
    }

    [Fact]
    public async Task Page_by_page_every_proposal_is_listed_once()
    {
        var first = await app.Operator.GetJsonAsync($"{Path()}?limit=2");
        var second = await app.Operator.GetJsonAsync($"{Path()}?limit=2&cursor={first.GetProperty("next_cursor").GetString()}");

        Assert.Equal((2, 1), (first.GetProperty("items").GetArrayLength(), second.GetProperty("items").GetArrayLength()));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next_cursor").ValueKind);
        await app.Operator.GetJsonAsync("api/imports/999/staging", HttpStatusCode.NotFound);
    }

    /// <summary>Five ask where to park, three for clubs, one something of their own, and one says hello.</summary>
    private static Export History(DateTimeOffset start)
    {
        var export = new Export();
        (string Question, string Answer)[] exchanges =
        [
            ("Where can I park?", "Parking is free behind the building."), ("where can I park", "Parking is free behind the building."),
            ("Where can I park my car?", "Parking is free behind the building."), ("Where can i park??", "Parking is free behind the building."),
            ("Where can I park today?", "Sorry, the lot is closed for repairs until Monday."),
            ("Do you rent out clubs?", "Yes, we have clubs for rent at the front desk."), ("do you rent out clubs", "Yes, we have clubs for rent at the front desk."),
            ("Do you rent out clubs", "Yes, we have clubs for rent at the front desk."),
            ("Hello", "Hi there!"),
            ("Zebedee wonders whether dogs may come along", "Well behaved dogs are welcome on the terrace."),
        ];
        for (var number = 0; number < exchanges.Length; number++)
        {
            var customer = $"+155555501{50 + number}";
            export.Ask(customer, exchanges[number].Question, start.AddDays(number)).Answer(customer, exchanges[number].Answer, start.AddDays(number).AddMinutes(3));
        }

        return export;
    }

    private async Task AnalyseAsync()
    {
        await app.Admin.PostJsonAsync($"api/imports/{import.GetProperty("id")}/analyse", null, HttpStatusCode.Accepted);
        Assert.Equal("finished", (await app.AtRestAsync(import)).GetProperty("status").GetString());
    }

    private async Task<List<JsonElement>> RowsAsync(string? status = null) =>
        [.. (await app.Operator.GetJsonAsync($"{Path()}{(status is null ? "" : $"?status={status}")}")).GetProperty("items").EnumerateArray()];

    private string Path() => $"api/imports/{import.GetProperty("id")}/staging";

    private string Path(JsonElement row, string? verb = null) => $"{Path()}/{row.GetProperty("id")}{(verb is null ? "" : $"/{verb}")}";
}
