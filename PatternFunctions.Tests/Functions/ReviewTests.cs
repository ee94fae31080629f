using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Functions;

/// <summary>What operators look through: the queue, the history, conversations, numbers.</summary>
public sealed class ReviewTests : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync()
    {
        app = await TestApp.StartLiveAsync();
        await app.SqlAsync(Patterns.InsertPattern, "Where can I park?", "Behind the building.", 0.60m);
        for (var customer = 1; customer <= 5; customer++)
        {
            app.OpenPhone.CustomerTexts($"+1555555019{customer}", "Where can I park?");
            await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_queue") == customer);
        }
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData("newest", "5 4 3 2 1")]
    [InlineData("oldest", "1 2 3 4 5")]
    [InlineData("expiry", "1 2 3 4 5")]
    public async Task Page_by_page_the_queue_shows_each_item_once(string sort, string expected)
    {
        Assert.Equal(expected, string.Join(' ', await PagesAsync($"api/queue?limit=2&sort={sort}")));
    }

    [Fact]
    public async Task The_queue_is_filtered()
    {
        await app.Operator.PostJsonAsync("api/queue/3/reject", new { });

        Assert.Equal("3", string.Join(' ', await PagesAsync("api/queue?status=rejected")));
        Assert.Equal("2", string.Join(' ', await PagesAsync("api/queue?conversation_id=2")));
        Assert.Equal("5 4 2 1", string.Join(' ', await PagesAsync("api/queue?kind=approval&pattern_id=1")));
        Assert.Empty(await PagesAsync("api/queue?kind=attention"));
    }

    [Fact]
    public async Task The_history_a_conversation_and_the_numbers_tell_the_same_story()
    {
        await app.Operator.PostJsonAsync("api/queue/1/approve");
        await app.Operator.PostJsonAsync("api/queue/2/reject", new { reason = "closed" });

        var entry = (await app.Operator.GetJsonAsync("api/history?outcome=rejected&mode=queue")).GetProperty("items")[0];
        Assert.Equal("sam", entry.GetProperty("operator").GetString());
        Assert.True(entry.GetProperty("reasons").GetProperty("gates").GetArrayLength() > 20);
        Assert.Equal("5 4 3 2 1", string.Join(' ', await PagesAsync("api/history?limit=2")));

        var conversation = await app.Operator.GetJsonAsync("api/conversations/1");
        Assert.Equal("+15555550191", conversation.GetProperty("customer_phone").GetString());
        Assert.Equal("Where can I park?", conversation.GetProperty("messages")[0].GetProperty("text").GetString());
        await app.Operator.GetJsonAsync("api/conversations/99", HttpStatusCode.NotFound);

        var insights = await app.Operator.GetJsonAsync("api/insights?days=7");
        Assert.Equal(5, insights.GetProperty("questions").GetInt32());
        Assert.Equal(3, insights.GetProperty("waiting").GetInt32());
        Assert.Equal(0.5, insights.GetProperty("approval_rate").GetDouble());
    }

    [Fact]
    public async Task A_repeated_request_gets_the_same_answer_and_another_one_with_its_key_does_not()
    {
        var first = await ModifyAsync("one", "Behind it.");
        var again = await ModifyAsync("one", "Behind it.");
        var other = await ModifyAsync("one", "In front of it.");
        var unkeyed = await ModifyAsync(null, "Behind it.");

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, unkeyed.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await ModifyAsync(new string('k', 101), "Behind it.")).StatusCode);
        Assert.Equal(1, await app.ScalarAsync<long>("SELECT count(*) FROM outbound_replies"));
    }

    private async Task<HttpResponseMessage> ModifyAsync(string? key, string response)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/queue/1/modify") { Content = JsonContent.Create(new { response }) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await app.Operator.SendAsync(request);
    }

    private async Task<List<long>> PagesAsync(string path)
    {
        List<long> seen = [];
        string? cursor = null;
        do
        {
            var page = await app.Operator.GetJsonAsync(cursor is null ? path : $"{path}&cursor={cursor}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetInt64()));
            cursor = page.GetProperty("next_cursor").ValueKind is JsonValueKind.Null ? null : page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        return seen;
    }
}
