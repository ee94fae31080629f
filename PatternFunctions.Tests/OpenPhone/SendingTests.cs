using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using PatternFunctions.OpenPhone;

namespace PatternFunctions.Tests.OpenPhone;

public sealed class SendingTests
{
    private const string Accepted = """
        {"data":{"id":"AC123abc","to":["+15555550101"],"from":"+15555550102","text":"We open at 9.","phoneNumberId":"PN1",
        "conversationId":"CN1","direction":"outgoing","userId":"US1","status":"queued","createdAt":"2026-04-13T12:00:00.000Z"}}
        """;

    private static readonly SendRequest Text = new() { From = "PN1", To = "+15555550101", Content = "We open at 9. 😀" };

    public static TheoryData<int, string, SendRefusal> Refusals => new()
    {
        { 400, Error("0206400", "A2P Registration Not Approved"), SendRefusal.A2pNotApproved },
        { 400, """{"code":"0206400"}""", SendRefusal.A2pNotApproved },
        { 400, """{"code":"0206400","title":"Bad Request","errors":[{"path":"/content","message":"Expected string to match '.*\\S.*'"}]}""", SendRefusal.Invalid },
        { 400, Error("0200400", "Opted Out"), SendRefusal.OptedOut },
        { 403, Error("0200403", "The recipient has opted out"), SendRefusal.OptedOut },
        { 401, Error("0200401", "Unauthorized"), SendRefusal.Unauthorized },
        { 402, Error("0201402", "Subscription Expired"), SendRefusal.NoCredits },
        { 402, "", SendRefusal.NoCredits },
        { 400, Error("0200400", "Not enough credits"), SendRefusal.NoCredits },
        { 403, Error("0202403", "Not Phone Number User"), SendRefusal.Unauthorized },
        { 403, Error("0204403", "A2P 10DLC Daily Message Cap Reached"), SendRefusal.DailyCap },
        { 403, """{"code":"0204403"}""", SendRefusal.DailyCap },
        { 403, """{"title":"Forbidden","message":"International messaging is off."}""", SendRefusal.International },
        { 404, Error("0200404", "Not Found"), SendRefusal.NotFound },
        { 409, Error("x", "Conflict"), SendRefusal.Other },
        { 418, "<html>", SendRefusal.Other },
        { 307, "", SendRefusal.Other },
    };

    [Fact]
    public async Task A_text_is_posted_with_the_key_as_it_is()
    {
        await using var stub = await OpenPhoneStub.StartAsync(OpenPhoneStub.Answer(202, Accepted));

        var outcome = await stub.Client().SendAsync(Text, CancellationToken.None);

        Assert.Equal(new SendOutcome.Accepted("AC123abc", "CN1"), outcome);
        var request = Assert.Single(stub.Requests);
        Assert.Equal(("POST", "/v1/messages", OpenPhoneStub.ApiKey), (request.Method, request.Target, request.Authorization));
        Assert.Equal("""{"from":"PN1","to":["\u002B15555550101"],"content":"We open at 9. \uD83D\uDE00"}""", request.Body);
    }

    [Theory]
    [InlineData("""{"data":{"id":"AC1","to":7,"conversationId":null}}""", "AC1")]
    [InlineData("""{"data":{"id":5}}""", "5")]
    public async Task An_accepted_text_needs_nothing_but_its_id(string body, string id) =>
        Assert.Equal(new SendOutcome.Accepted(id, null), (await SendAsync(OpenPhoneStub.Answer(202, body))).Outcome);

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_says_what_the_operator_must_know(int status, string body, SendRefusal kind)
    {
        var (outcome, requests) = await SendAsync(OpenPhoneStub.Answer(status, body));

        var refused = Assert.IsType<SendOutcome.Refused>(outcome);
        Assert.Equal((kind, status), (refused.Kind, refused.StatusCode));
        Assert.Equal(1, requests);
    }

    [Fact]
    public async Task A_refusal_keeps_OpenPhones_code_and_title() =>
        Assert.Equal(
            new SendOutcome.Refused(SendRefusal.DailyCap, 403, "0204403", "A2P 10DLC Daily Message Cap Reached"),
            (await SendAsync(OpenPhoneStub.Answer(403, Error("0204403", "A2P 10DLC Daily Message Cap Reached")))).Outcome);

    [Theory]
    [InlineData(null, null)]
    [InlineData("7", 7)]
    [InlineData("Mon, 13 Apr 2020 12:00:00 GMT", 0)]
    public async Task Too_many_requests_is_for_later(string? retryAfter, int? seconds)
    {
        var (outcome, requests) = await SendAsync(context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = retryAfter;
            return Task.CompletedTask;
        });

        Assert.Equal(new SendOutcome.RateLimited(seconds is { } s ? TimeSpan.FromSeconds(s) : null), outcome);
        Assert.Equal(1, requests);
    }

    [Theory]
    [InlineData(500, "{}", SendDoubt.ServerError)]
    [InlineData(503, "", SendDoubt.ServerError)]
    [InlineData(408, "", SendDoubt.Timeout)]
    [InlineData(202, "", SendDoubt.UnreadableAnswer)]
    [InlineData(202, "{\"data\":{\"id\":\"AC1\"", SendDoubt.UnreadableAnswer)]
    [InlineData(202, "{\"data\":{\"id\":null}}", SendDoubt.UnreadableAnswer)]
    [InlineData(202, "{\"data\":[]}", SendDoubt.UnreadableAnswer)]
    [InlineData(200, "<html>", SendDoubt.UnreadableAnswer)]
    public async Task Where_the_answer_leaves_a_doubt_nothing_is_sent_again(int status, string body, SendDoubt doubt)
    {
        var (outcome, requests) = await SendAsync(OpenPhoneStub.Answer(status, body));

        Assert.Equal(new SendOutcome.Unknown(doubt), outcome);
        Assert.Equal(1, requests);
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_a_timeout()
    {
        var (outcome, requests) = await SendAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted), "00:00:00.5");

        Assert.Equal(new SendOutcome.Unknown(SendDoubt.Timeout), outcome);
        Assert.Equal(1, requests);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_a_doubt()
    {
        var (outcome, _) = await SendAsync(async context =>
        {
            context.Response.StatusCode = 202;
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("{\"data\":");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        Assert.Equal(new SendOutcome.Unknown(SendDoubt.ConnectionBroken), outcome);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_a_doubt_and_not_tried_again_even_if_it_was_used_before()
    {
        var answers = 0;
        await using var stub = await OpenPhoneStub.StartAsync(context =>
        {
            if (Interlocked.Increment(ref answers) == 1)
            {
                return OpenPhoneStub.Answer(202, Accepted)(context);
            }

            context.Abort();
            return Task.CompletedTask;
        });
        var client = stub.Client();

        await client.SendAsync(Text, CancellationToken.None);
        var outcome = await client.SendAsync(Text, CancellationToken.None);

        Assert.Equal(new SendOutcome.Unknown(SendDoubt.ConnectionBroken), outcome);
        Assert.Equal(2, stub.Requests.Count);
    }

    [Fact]
    public async Task Where_no_connection_comes_about_nothing_was_sent()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

        var outcome = await new OpenPhoneClient(http, TimeProvider.System).SendAsync(Text, CancellationToken.None);

        Assert.Equal(new SendOutcome.Unknown(SendDoubt.NotConnected), outcome);
    }

    [Fact]
    public async Task A_redirected_text_is_not_sent_on()
    {
        var (outcome, requests) = await SendAsync(context =>
        {
            context.Response.Redirect("/v1/elsewhere", permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });

        Assert.IsType<SendOutcome.Refused>(outcome);
        Assert.Equal(1, requests);
    }

    [Fact]
    public async Task A_caller_who_gives_up_gets_no_outcome()
    {
        using var giveUp = new CancellationTokenSource();
        await using var stub = await OpenPhoneStub.StartAsync(async context =>
        {
            await giveUp.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stub.Client().SendAsync(Text, giveUp.Token));
    }

    [Fact]
    public async Task Nothing_personal_and_no_secret_is_logged()
    {
        await using var stub = await OpenPhoneStub.StartAsync(context => context.Request.Method == "POST"
            ? OpenPhoneStub.Answer(202, Accepted)(context)
            : OpenPhoneStub.Answer(200, """{"data":[]}""")(context));
        var client = stub.Client();

        await client.SendAsync(Text, CancellationToken.None);
        await foreach (var message in client.ListMessagesAsync("PN1", "+15555550101", null, CancellationToken.None))
        {
            Assert.Fail($"{message} is listed.");
        }

        Assert.Contains(stub.Log, line => line.Contains("POST", StringComparison.Ordinal));
        Assert.Contains(stub.Log, line => line.Contains("GET", StringComparison.Ordinal));
        Assert.DoesNotContain(stub.Log, line => line.Contains(OpenPhoneStub.ApiKey, StringComparison.Ordinal));
        Assert.DoesNotContain(stub.Log, line => line.Contains("5555550101", StringComparison.Ordinal));
        Assert.DoesNotContain(stub.Log, line => line.Contains("open at", StringComparison.Ordinal));
    }

    private static async Task<(SendOutcome Outcome, int Requests)> SendAsync(RequestDelegate answer, string? timeout = null)
    {
        await using var stub = await OpenPhoneStub.StartAsync(answer);
        var outcome = await stub.Client(timeout).SendAsync(Text, CancellationToken.None);
        return (outcome, stub.Requests.Count);
    }

    private static string Error(string code, string title) =>
        $$"""{"message":"{{title}}","code":"{{code}}","status":400,"docs":"https://openphone.com/docs","title":"{{title}}","trace":"1"}""";
}
