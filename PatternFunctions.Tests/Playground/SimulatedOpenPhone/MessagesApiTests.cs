using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using PatternFunctions.Playground.SimulatedOpenPhone;

namespace PatternFunctions.Tests.Playground.SimulatedOpenPhone;

public sealed class MessagesApiTests : IAsyncLifetime, IDisposable
{
    private const string Customer = "+15555550123";

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private OpenPhoneSimulator simulator = null!;
    private readonly HttpClient client = new();

    public async Task InitializeAsync()
    {
        simulator = await OpenPhoneSimulator.StartAsync(new OpenPhoneOptions(), clock, CancellationToken.None);
        client.BaseAddress = simulator.BaseUrl;
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "simulated-api-key");
    }

    public async Task DisposeAsync() => await simulator.DisposeAsync();

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task A_sent_message_is_accepted_received_and_found_again()
    {
        var response = await SendAsync("We are open until 10 pm.");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var data = (await response.Content.ReadFromJsonAsync<JsonObject>())!["data"]!;
        var id = (string)data["id"]!;
        Assert.StartsWith("AC", id, StringComparison.Ordinal);
        Assert.Equal("queued", (string?)data["status"]);
        Assert.Equal("2026-03-02T09:00:00.000Z", (string?)data["createdAt"]);
        Assert.Equal(
            [
                "conversationId", "createdAt", "direction", "from", "id", "phoneNumberId", "status", "text", "to", "updatedAt", "userId",
            ],
            data.AsObject().Select(property => property.Key).Order(StringComparer.Ordinal));
        Assert.Equal(new ReceivedText(clock.GetUtcNow(), Customer, "We are open until 10 pm.", id, ByApi: true), Assert.Single(simulator.Workspace.Received));
        Assert.Equal(id, (string?)(await GetAsync($"/v1/messages/{id}"))["data"]!["id"]);
    }

    [Theory]
    [InlineData("""{ "content": " \n ", "from": "PNsimulated", "to": ["+15555550123"] }""", "/content")]
    [InlineData("""{ "content": "", "from": "PNsimulated", "to": ["+15555550123"] }""", "/content")]
    [InlineData("""{ "from": "PNsimulated", "to": ["+15555550123"] }""", "/content")]
    [InlineData("""{ "content": "hi", "from": "simulated", "to": ["+15555550123"] }""", "/from")]
    [InlineData("""{ "content": "hi", "from": "PNsimulated", "to": "+15555550123" }""", "/to")]
    [InlineData("""{ "content": "hi", "from": "PNsimulated", "to": ["555-0123"] }""", "/to")]
    [InlineData("""{ "content": "hi", "from": "PNsimulated", "to": [] }""", "/to")]
    [InlineData("""{ "content": "hi", "from": "PNsimulated", "to": ["+15555550123"], "setInboxStatus": "open" }""", "/setInboxStatus")]
    [InlineData("""[]""", "")]
    [InlineData("""nonsense""", "")]
    public async Task What_does_not_fit_the_schema_is_refused(string body, string path)
    {
        var response = await client.PostAsync("/v1/messages", new StringContent(body));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal(path, (string?)error["errors"]![0]!["path"]);
        Assert.Equal(400, (int?)error["status"]);
        Assert.Empty(simulator.Workspace.Received);
    }

    [Fact]
    public async Task The_longest_text_is_1600_characters()
    {
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(new string('a', 1600))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(new string('a', 1601))).StatusCode);
    }

    [Theory]
    [InlineData("Bearer simulated-api-key")]
    [InlineData("another-key")]
    [InlineData(null)]
    public async Task Only_the_bare_key_opens_the_api(string? authorization)
    {
        client.DefaultRequestHeaders.Clear();
        if (authorization is not null)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        }

        var response = await SendAsync("hi");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("0200401", (string?)(await response.Content.ReadFromJsonAsync<JsonObject>())!["code"]);
    }

    [Theory]
    [InlineData(SendFault.A2PRegistrationNotApproved, 400, "0206400")]
    [InlineData(SendFault.OptedOut, 400, null)]
    [InlineData(SendFault.Unauthorized, 401, "0200401")]
    [InlineData(SendFault.SubscriptionExpired, 402, "0201402")]
    [InlineData(SendFault.NotPhoneNumberUser, 403, "0202403")]
    [InlineData(SendFault.DailyCapReached, 403, "0204403")]
    [InlineData(SendFault.TooManyRequests, 429, null)]
    [InlineData(SendFault.ServerErrorBeforeAccepting, 500, "0201500")]
    public async Task A_fault_is_told_once_and_nothing_is_sent(SendFault fault, int status, string? code)
    {
        simulator.FailNextSends(fault);

        var response = await SendAsync("hi");

        Assert.Equal(status, (int)response.StatusCode);
        var error = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal(code, (string?)error["code"]);
        Assert.Equal(status, (int?)error["status"]);
        Assert.Empty(simulator.Workspace.Received);
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync("hi")).StatusCode);
    }

    [Theory]
    [InlineData(SendFault.TimeoutAfterAccepting, 1)]
    [InlineData(SendFault.TimeoutBeforeAccepting, 0)]
    [InlineData(SendFault.DisconnectAfterAccepting, 1)]
    [InlineData(SendFault.DisconnectBeforeAccepting, 0)]
    public async Task After_silence_the_caller_cannot_know_whether_the_customer_got_the_text(SendFault fault, int received)
    {
        simulator.FailNextSends(fault);
        client.Timeout = TimeSpan.FromSeconds(1);

        var exception = await Record.ExceptionAsync(() => SendAsync("hi"));

        Assert.True(exception is HttpRequestException or TaskCanceledException);
        Assert.Equal(received, simulator.Workspace.Received.Count);
        Assert.Equal(received, Rows(await ListAsync("maxResults=10")).Count);
        Assert.Equal(fault, Assert.Single(simulator.SendAttempts).Fault);
    }

    [Fact]
    public async Task After_an_error_500_the_text_may_have_been_sent()
    {
        simulator.FailNextSends(SendFault.ServerErrorAfterAccepting);

        Assert.Equal(HttpStatusCode.InternalServerError, (await SendAsync("hi")).StatusCode);
        Assert.Single(simulator.Workspace.Received);
    }

    [Fact]
    public async Task Who_texted_STOP_gets_nothing_until_START()
    {
        simulator.CustomerTexts(Customer, " Stop ");
        var refused = await SendAsync("hi");
        simulator.CustomerTexts(Customer, "START");

        Assert.Equal("Opted Out", (string?)(await refused.Content.ReadFromJsonAsync<JsonObject>())!["title"]);
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync("hi")).StatusCode);
    }

    [Fact]
    public async Task Messages_of_one_conversation_are_listed_newest_first_page_by_page()
    {
        foreach (var number in Enumerable.Range(1, 5))
        {
            simulator.CustomerTexts(Customer, $"text {number}");
            simulator.CustomerTexts("+15555550199", "somebody else's");
            simulator.CustomerTexts(Customer, "in a group", new TextDetails { AlsoWith = ["+15555550199"] });
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        List<string> texts = [];
        string? token = null;
        do
        {
            var page = await ListAsync($"maxResults=2{(token is null ? "" : $"&pageToken={token}")}");
            texts.AddRange(Rows(page).Select(row => (string)row["text"]!));
            token = (string?)page["nextPageToken"];
        }
        while (token is not null);

        Assert.Equal(["text 5", "text 4", "text 3", "text 2", "text 1"], texts);
        Assert.Equal(["text 3"], Rows(await ListAsync(
            "maxResults=10&createdAfter=2026-03-02T09:01:00Z&createdBefore=2026-03-02T09:03:00Z")).Select(row => (string)row["text"]!));
    }

    [Theory]
    [InlineData("participants=%2B15555550123&maxResults=10", "/phoneNumberId")]
    [InlineData("phoneNumberId=PNsimulated&maxResults=10", "/participants")]
    [InlineData("phoneNumberId=PNsimulated&participants=+15555550123&maxResults=10", "/participants")]
    [InlineData("phoneNumberId=PNsimulated&participants=%2B15555550123", "/maxResults")]
    [InlineData("phoneNumberId=PNsimulated&participants=%2B15555550123&maxResults=101", "/maxResults")]
    public async Task A_list_without_what_it_requires_is_refused(string query, string path)
    {
        var response = await client.GetAsync($"/v1/messages?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(path, (string?)(await response.Content.ReadFromJsonAsync<JsonObject>())!["errors"]![0]!["path"]);
    }

    [Fact]
    public async Task Conversations_lines_members_and_contacts_can_be_read()
    {
        simulator.CustomerTexts(Customer, "hi");
        clock.Advance(TimeSpan.FromMinutes(1));
        simulator.CustomerTexts("+15555550199", "hi");
        simulator.UpdateContact(Customer, "Alex", "Doe");

        Assert.Equal(
            ["+15555550199", Customer],
            Rows(await GetAsync("/v1/conversations?maxResults=100&phoneNumbers=PNsimulated")).Select(row => (string)row["participants"]![0]!));
        Assert.Equal("+15555550100", (string?)Rows(await GetAsync("/v1/phone-numbers"))[0]["number"]);
        Assert.Equal("USowner001", (string?)Rows(await GetAsync("/v1/users?maxResults=50"))[0]["id"]);
        Assert.Equal("Alex", (string?)Rows(await GetAsync("/v1/contacts?maxResults=50"))[0]["defaultFields"]!["firstName"]);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/v1/messages/ACnone")).StatusCode);
    }

    private Task<HttpResponseMessage> SendAsync(string content)
    {
        var body = new StringContent(new JsonObject
        {
            ["content"] = content,
            ["from"] = "PNsimulated",
            ["to"] = new JsonArray(Customer),
        }.ToJsonString());
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return client.PostAsync("/v1/messages", body);
    }

    private Task<JsonObject> ListAsync(string query) =>
        GetAsync($"/v1/messages?phoneNumberId=PNsimulated&participants={Uri.EscapeDataString(Customer)}&{query}");

    private async Task<JsonObject> GetAsync(string path) => (await client.GetFromJsonAsync<JsonObject>(path))!;

    private static IReadOnlyList<JsonNode> Rows(JsonObject page) => [.. page["data"]!.AsArray().Select(row => row!)];
}
