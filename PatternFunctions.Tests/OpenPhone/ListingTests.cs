using PatternFunctions.OpenPhone;

namespace PatternFunctions.Tests.OpenPhone;

public sealed class ListingTests
{
    private const string Message = """
        {"id":"AC1","to":["+15555550101"],"from":"+15555550102","text":"nul \u0000","phoneNumberId":"PN1","conversationId":"CN1",
        "direction":"outgoing","userId":"US1","status":"delivered","createdAt":"2026-04-13T12:00:00.000Z","updatedAt":"2026-04-13T12:00:01.000Z"}
        """;

    [Fact]
    public async Task A_thread_is_read_page_by_page_to_its_end()
    {
        await using var stub = await OpenPhoneStub.StartAsync(context => OpenPhoneStub.Answer(200, context.Request.Query["pageToken"].ToString() switch
        {
            "" => Page("AC1", "AC2", "a+b"),
            "a+b" => Page("AC3", "AC4", "c"),
            _ => """{"data":[{"id":"AC5","direction":"incoming","createdAt":"2026-04-13T12:00:00Z"}],"totalItems":99,"nextPageToken":null}""",
        })(context));

        var messages = await ReadAsync(stub.Client());

        Assert.Equal(["AC1", "AC2", "AC3", "AC4", "AC5"], messages.Select(message => message.MessageId));
        Assert.Equal(
            "/v1/messages?phoneNumberId=PN1&participants=%2B15555550101&maxResults=100&createdAfter=2026-04-13T11%3A00%3A00.0000000Z",
            stub.Requests.First().Target);
    }

    [Fact]
    public async Task A_page_that_names_itself_as_the_next_is_the_last()
    {
        await using var stub = await OpenPhoneStub.StartAsync(OpenPhoneStub.Answer(200, Page("AC1", "AC2", "again")));

        Assert.Equal(4, (await ReadAsync(stub.Client())).Count);
    }

    [Fact]
    public async Task A_read_is_repeated_after_a_fault()
    {
        var answers = 0;
        await using var stub = await OpenPhoneStub.StartAsync(context => Interlocked.Increment(ref answers) < 3
            ? OpenPhoneStub.Answer(answers == 1 ? 503 : 429, "")(context)
            : OpenPhoneStub.Answer(200, $$"""{"data":{{Message}}}""")(context));

        var message = await stub.Client().GetMessageAsync("AC1", CancellationToken.None);

        Assert.Equal(3, stub.Requests.Count);
        Assert.Equal(("AC1", MessageDirection.Outgoing, MessageStatus.Delivered), (message!.MessageId, message.Direction, message.Status));
        Assert.Equal(("nul \uFFFD", "+15555550102", "PN1", "CN1", "US1"), (message.Text, message.From, message.PhoneNumberId, message.ConversationId, message.UserId));
        Assert.Equal(["+15555550101"], message.To);
        Assert.Equal(new DateTimeOffset(2026, 4, 13, 12, 0, 0, TimeSpan.Zero), message.SentAt);
    }

    [Fact]
    public async Task A_message_that_OpenPhone_does_not_know_is_null()
    {
        await using var stub = await OpenPhoneStub.StartAsync(OpenPhoneStub.Answer(404, """{"title":"Not Found"}"""));

        Assert.Null(await stub.Client().GetMessageAsync("AC/1?", CancellationToken.None));
        Assert.Equal("/v1/messages/AC%2F1%3F", stub.Requests.Single().Target);
    }

    [Fact]
    public async Task A_refused_read_is_a_fault()
    {
        await using var stub = await OpenPhoneStub.StartAsync(OpenPhoneStub.Answer(401, """{"title":"Unauthorized"}"""));

        await Assert.ThrowsAsync<HttpRequestException>(() => stub.Client().GetMessageAsync("AC1", CancellationToken.None));
    }

    private static string Page(string first, string second, string next) =>
        $$"""{"data":[{{Message.Replace("AC1", first, StringComparison.Ordinal)}},{{Message.Replace("AC1", second, StringComparison.Ordinal)}},{"id":null}],"totalItems":0,"nextPageToken":"{{next}}"}""";

    private static async Task<List<ListedMessage>> ReadAsync(OpenPhoneClient client)
    {
        var messages = new List<ListedMessage>();
        var since = new DateTimeOffset(2026, 4, 13, 11, 0, 0, TimeSpan.Zero);
        await foreach (var message in client.ListMessagesAsync("PN1", "+15555550101", since, CancellationToken.None))
        {
            messages.Add(message);
        }

        return messages;
    }
}
