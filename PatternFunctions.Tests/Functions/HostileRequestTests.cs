using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Functions;

/// <summary>What anyone may send to the one door that is open to the world. Never a 500, and never a word of it in the log.</summary>
public sealed class HostileRequestTests(HostileRequestTests.LiveApp live) : IClassFixture<HostileRequestTests.LiveApp>, IAsyncLifetime
{
    private const string Path = "api/openphone/webhook";
    private const string Secret = "rosebud-8131";

    private readonly TestApp app = live.App;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        Assert.DoesNotContain(app.Log.Lines, line => line.Contains(Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(app.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && !IsBusyStorage(line));
        return Task.CompletedTask;
    }

    public static TheoryData<string, string> Bodies
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var (name, text) in new (string, string)[]
            {
                ("deep arrays", new string('[', 500_000)),
                ("deep objects", string.Concat(Enumerable.Repeat("{\"object\":", 90_000))),
                ("many properties", $"{{{string.Join(',', Enumerable.Range(0, 60_000).Select(n => $"\"k{n}\":{n}"))}}}"),
                ("one property, many times", Message(string.Join(',', Enumerable.Repeat("\"body\":\"x\"", 50_000)))),
                ("NUL", Message("\"body\":\"a\\u0000b\"")),
                ("lone surrogates", Message("\"body\":\"\\ud800 \\udc00 \\ud83d\"")),
                ("long number for a text", Message($"\"body\":{new string('9', 10_000)}")),
                ("long number for a time", Message($"\"createdAt\":{new string('9', 10_000)}")),
                ("long number nobody reads", Message($"\"foo\":-{new string('9', 10_000)}e{new string('9', 100)}")),
                ("wrong types", Message("\"body\":{\"a\":1},\"from\":[1],\"to\":{},\"media\":7,\"direction\":true,\"userId\":[]")),
                ("many recipients", Message($"\"to\":[{string.Join(',', Enumerable.Range(0, 20_000).Select(n => $"\"+1555{n:0000000}\""))}]")),
                ("far future", Message("\"createdAt\":\"9999-12-31T23:59:59.9999999Z\"")),
                ("far past", Message("\"createdAt\":\"0001-01-01T00:00:00Z\"")),
                ("long id", Message($"\"id\":\"{new string('A', 10_000)}\"")),
                ("controls", Message("\"body\":\"\\u0001\\u001b[2J\\u202e\"")),
                ("one megabyte of text", Message($"\"body\":\"{new string('\u00e9', 500_000)}\"")),
                ("nothing", ""),
                ("null", "null"),
                ("a letter", "\u00e9"),
            })
            {
                rows.Add(name, text);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public Task A_signed_body_of_any_kind_is_acknowledged_and_processed_or_put_aside(string name, string body) =>
        AcceptedAsync(name, Encoding.UTF8.GetBytes(body));

    [Fact]
    public Task Even_one_that_is_not_UTF8() =>
        AcceptedAsync("invalid UTF-8", [.. "{\"id\":\"EV1\",\"type\":\""u8, 0xff, 0xc0, 0x80, 0xed, 0xa0, 0x80, .. "\"}"u8]);

    [Fact]
    public async Task Too_large_a_length_is_refused_before_anything_of_it_is_read()
    {
        using var request = await RawRequest.OpenAsync(app.Http.BaseAddress!, $"POST /{Path} HTTP/1.1\nHost: x\nContent-Length: 100000000\n\n{Secret}");

        Assert.Equal(413, await request.StatusAsync());
    }

    [Fact]
    public async Task Too_large_a_body_without_a_length_is_refused_before_it_ends()
    {
        using var request = await RawRequest.OpenAsync(app.Http.BaseAddress!, $"POST /{Path} HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n");
        var chunk = Encoding.Latin1.GetBytes($"10000\r\n{new string('x', 0x10000)}\r\n");
        for (var sent = 0; sent < 20; sent++)
        {
            await request.SendAsync(chunk);
        }

        Assert.Equal(413, await request.StatusAsync());
    }

    [Theory]
    [InlineData(200, 10, 431)]
    [InlineData(1, 100_000, 431)]
    [InlineData(50, 100, 401)]
    public async Task Floods_of_headers_are_refused(int headers, int length, int status)
    {
        var flood = string.Concat(Enumerable.Range(0, headers).Select(n => $"x-{n}: {new string('a', length)}\n"));
        using var request = await RawRequest.OpenAsync(app.Http.BaseAddress!, $"POST /{Path} HTTP/1.1\nHost: x\n{flood}Content-Length: 2\n\n{{}}");

        Assert.Equal(status, await request.StatusAsync());
    }

    [Theory]
    [InlineData("openphone-signature", "hmac;1;1639710054089;mw1K4fvh5m9XzsGon4C5N3KvL0bkmPZSAyb/9Vms2Qo=", ",")]
    [InlineData("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", " ")]
    [InlineData("webhook-timestamp", "99999999999999999999", "")]
    [InlineData("openphone-signature", "\u00ff\u00fe;;;;;", "")]
    public async Task Floods_of_signatures_are_refused(string header, string value, string separator)
    {
        var values = separator.Length == 0 ? value : string.Join(separator, Enumerable.Repeat(value, 300));
        using var request = await RawRequest.OpenAsync(app.Http.BaseAddress!, $"POST /{Path} HTTP/1.1\nHost: x\nwebhook-id: 1\n{header}: {values}\nContent-Length: {Secret.Length}\n\n{Secret}");

        Assert.Contains(await request.StatusAsync(), (int?[])[401, 400]);
    }

    [Fact]
    public async Task Slow_senders_are_hung_up_on_and_keep_nobody_else_waiting()
    {
        var slow = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => RawRequest.OpenAsync(
            app.Http.BaseAddress!, $"POST /{Path} HTTP/1.1\nHost: x\n{(n % 2 == 0 ? "Content-Length: 5000" : "Transfer-Encoding: chunked")}\n\n{(n % 2 == 0 ? Secret : $"c\n{Secret}\n")}")));

        var answer = await app.DeliverAsync(Event.Incoming("AC1", "+15555550133", "hi", app.Clock.GetUtcNow()));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        foreach (var request in slow)
        {
            Assert.Contains(await request.StatusAsync(), (int?[])[408, 400, null]);
            request.Dispose();
        }
    }

    [Theory]
    [InlineData("Content-Length: 5000\n\nrosebud-8131")]
    [InlineData("Transfer-Encoding: chunked\n\nc\nrosebud-8131\n")]
    [InlineData("Transfer-Encoding: chunked\n\nzz\nrosebud-8131\n")]
    [InlineData("Transfer-Encoding: chunked\n\nffffffffffffffff\nrosebud-8131\n")]
    [InlineData("Content-Length: -1\n\nrosebud-8131")]
    [InlineData("Content-Length: 12\nContent-Length: 13\n\nrosebud-8131")]
    public async Task Who_hangs_up_or_cannot_count_does_no_harm(string rest)
    {
        using (await RawRequest.OpenAsync(app.Http.BaseAddress!, $"POST /{Path} HTTP/1.1\nHost: x\n{rest}"))
        {
            // Hangs up at once.
        }

        using var request = await RawRequest.OpenAsync(app.Http.BaseAddress!, $"POST /{Path} HTTP/1.1\nHost: x\n{rest}");
        Assert.Contains(await request.StatusAsync(), (int?[])[400, 408, null]);
        Assert.Equal(HttpStatusCode.Accepted, (await app.DeliverAsync("{}")).StatusCode);
    }

    private async Task AcceptedAsync(string name, byte[] body)
    {
        var before = await CountAsync();

        await Eventually.HoldsAsync(async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Add("openphone-signature", Sign(body));
            using var answer = await app.Http.SendAsync(request);
            // As OpenPhone does.
            return answer.StatusCode is HttpStatusCode.Accepted
                || (answer.StatusCode is HttpStatusCode.ServiceUnavailable ? false : throw new InvalidOperationException($"{name}: {answer.StatusCode}"));
        });

        await Eventually.HoldsAsync(async () => await CountAsync() > before);
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM failed_attempts"));
    }

    private async Task<long> CountAsync() => await app.ScalarAsync<long>("SELECT coalesce(sum(events), 0)::bigint FROM event_counts");

    private static bool IsBusyStorage(string line) => line.Contains("Webhook not taken", StringComparison.Ordinal);

    private string Sign(byte[] body)
    {
        // Over bytes: what the simulated OpenPhone signs is text.
        var time = app.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var digest = HMACSHA256.HashData(
            Convert.FromBase64String(TestApp.SigningKey), (byte[])[.. Encoding.ASCII.GetBytes($"{time}."), .. body]);
        return $"hmac;1;{time};{Convert.ToBase64String(digest)}";
    }

    private static string Message(string fields) =>
        $$$$"""{"id":"EV1","type":"message.received","createdAt":"2026-03-02T09:00:00Z","data":{"object":{"id":"AC1","from":"+15555550134","to":"+15555550100","direction":"incoming","body":"{{{{Secret}}}}","userId":"US1","phoneNumberId":"PN1",{{{{fields}}}}}}}""";

    /// <summary>One for all: whatever was sent before, the next one is served.</summary>
    public sealed class LiveApp : IAsyncLifetime
    {
        internal TestApp App { get; private set; } = null!;

        public async Task InitializeAsync() => App = await TestApp.StartLiveAsync();

        public async Task DisposeAsync() => await App.DisposeAsync();
    }
}
