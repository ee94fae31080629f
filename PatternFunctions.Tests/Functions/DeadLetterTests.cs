using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PatternFunctions.Storage;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Functions;

public sealed class DeadLetterTests : IAsyncLifetime
{
    private const string Customer = "+15555550191";

    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.StartLiveAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task What_fails_again_and_again_stands_there_with_its_reason_and_can_be_replayed_when_mended()
    {
        var body = Event.Incoming("AC1", Customer, "Are you open?", app.Clock.GetUtcNow());
        await app.SqlAsync("ALTER TABLE conversations RENAME TO mislaid");

        await app.DeliverAsync(body);
        var letter = await SingleAsync();
        Assert.Equal("openphone-events", letter.GetProperty("queue").GetString());
        Assert.Equal("PostgreSQL 42P01", letter.GetProperty("reason").GetString());
        var path = $"api/dead-letters/{letter.GetProperty("id").GetInt64()}";
        Assert.Equal(body, (await app.Operator.GetFromJsonAsync<JsonElement>(path)).GetProperty("body").GetString());

        await app.SqlAsync("ALTER TABLE mislaid RENAME TO conversations");
        var answer = await app.Admin.PostAsync($"{path}/replay", null);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.NotEqual(JsonValueKind.Null, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("replayed_at").ValueKind);
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_history") == 1);
        Assert.Equal("settings", await app.ScalarAsync<string>("SELECT actor FROM audit_log WHERE action = 'dead_letter.replayed'"));
    }

    [Fact]
    public async Task What_fails_again_after_a_replay_is_open_again()
    {
        const string Nonsense = """{"id":"EV1","type":"message.received","createdAt":"2026-03-02T09:00:00Z"}""";
        await app.DeliverAsync(Nonsense);
        var id = (await SingleAsync()).GetProperty("id").GetInt64();

        await app.Admin.PostAsync($"api/dead-letters/{id}/replay", null);

        await app.ProcessedAsync(2);
        var letter = await SingleAsync();
        Assert.Equal(JsonValueKind.Null, letter.GetProperty("replayed_at").ValueKind);
        Assert.Equal("The message has no id.", letter.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Every_queues_poison_comes_in_whatever_it_is()
    {
        var raw = StorageConnection.CreateQueues(app.Services.GetRequiredService<IConfiguration>(), QueueMessageEncoding.None);
        foreach (var queue in WorkQueues.All)
        {
            var poison = raw.GetQueueClient($"{queue}-poison");
            await poison.CreateIfNotExistsAsync();
            await poison.SendMessageAsync("not even Base64 <>");
            await poison.SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"MessageId":"AC1","ReplyId":7,"ReceivedAt":"2026-03-02T09:00:00Z","Body":"{}"}""")));
            await poison.SendMessageAsync(Convert.ToBase64String([0xff, 0x00]));
        }

        await app.RunTimerAsync("CollectDeadLetters");

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM dead_letters WHERE reason <> ''") == 3 * WorkQueues.All.Count);
        foreach (var item in (await ListAsync()).GetProperty("items").EnumerateArray())
        {
            Assert.Equal(HttpStatusCode.OK, (await app.Operator.GetAsync($"api/dead-letters/{item.GetProperty("id").GetInt64()}")).StatusCode);
        }
    }

    [Fact]
    public async Task A_list_has_pages_the_newest_first()
    {
        await app.SqlAsync("INSERT INTO dead_letters (queue, body, reason, created_at) SELECT 'openphone-events', convert_to(n::text, 'UTF8'), 'r', now() FROM generate_series(1, 150) n");

        var first = await ListAsync();
        var second = await app.Operator.GetFromJsonAsync<JsonElement>($"api/dead-letters?before={first.GetProperty("next").GetInt64()}");

        Assert.Equal(150, first.GetProperty("items")[0].GetProperty("id").GetInt64());
        Assert.Equal(50, second.GetProperty("items").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.Operator.GetAsync("api/dead-letters?before=x")).StatusCode);
    }

    [Fact]
    public async Task Operators_see_them_and_only_admins_replay()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Http.GetAsync("api/dead-letters")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Http.GetAsync("api/dead-letters/1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Operator.GetAsync("api/dead-letters/1")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.Operator.PostAsync("api/dead-letters/1/replay", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Admin.PostAsync("api/dead-letters/1/replay", null)).StatusCode);
    }

    private async Task<JsonElement> SingleAsync()
    {
        await Eventually.HoldsAsync(async () =>
        {
            await app.RunTimerAsync("CollectDeadLetters");
            return (await ListAsync()).GetProperty("items").GetArrayLength() == 1;
        });
        return (await ListAsync()).GetProperty("items")[0];
    }

    private Task<JsonElement> ListAsync() => app.Operator.GetFromJsonAsync<JsonElement>("api/dead-letters");
}
