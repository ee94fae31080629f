using System.Net;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Storage;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Functions;

public sealed class WebhookTests : IAsyncLifetime
{
    private const string Body =
        """{"id":"EV1","object":"event","apiVersion":"v3","createdAt":"2026-03-02T09:00:00Z","type":"message.received","data":{"object":{"id":"AC1","object":"message","from":"+15555550131","to":"+15555550100","direction":"incoming","body":"hi","media":[],"status":"received","createdAt":"2026-03-02T09:00:00Z","userId":"US1","phoneNumberId":"PN1","conversationId":"CN1"}}}""";

    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.StartLiveAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task An_unsigned_request_gets_401_and_leaves_nothing()
    {
        await RefusedAsync(signature: null, Body);
    }

    [Fact]
    public async Task A_wrongly_signed_request_gets_401_and_leaves_nothing()
    {
        await RefusedAsync(Sign(Body, app.Clock.GetUtcNow()), Body.Replace("hi", "ho", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stale_request_gets_401_and_leaves_nothing()
    {
        await RefusedAsync(Sign(Body, app.Clock.GetUtcNow().AddDays(-2)), Body);
    }

    [Fact]
    public async Task The_same_event_twice_changes_nothing()
    {
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(Sign(Body, app.Clock.GetUtcNow()), Body)).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(Sign(Body, app.Clock.GetUtcNow()), Body)).StatusCode);

        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT sum(events)::bigint FROM event_counts") == 2);
        Assert.Equal(1, await app.ScalarAsync<long>("SELECT count(*) FROM conversation_messages"));
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_history") == 1);
    }

    [Fact]
    public async Task A_body_above_one_megabyte_gets_413()
    {
        var body = new string(' ', 1_100_000);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(Sign(body, app.Clock.GetUtcNow()), body)).StatusCode);
    }

    [Fact]
    public async Task A_body_too_large_for_a_queue_message_is_processed_all_the_same()
    {
        var text = new string('é', 40_000);
        var body = Body.Replace("\"hi\"", $"\"{text}\"", StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(Sign(body, app.Clock.GetUtcNow()), body)).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(Sign(body, app.Clock.GetUtcNow()), body)).StatusCode);

        await app.ProcessedAsync(2);
        Assert.Equal(text.Length, await app.ScalarAsync<int>("SELECT length(text) FROM conversation_messages"));
        await app.RunTimerAsync("CollectDeadLetters");
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM dead_letters"));
    }

    [Fact]
    public async Task What_cannot_be_understood_is_acknowledged_and_stands_in_the_dead_letters_with_its_reason()
    {
        const string Nonsense = """{"type":"message.received"}""";

        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(Sign(Nonsense, app.Clock.GetUtcNow()), Nonsense)).StatusCode);

        await Eventually.HoldsAsync(async () =>
            await app.ScalarAsync<string>("SELECT convert_from(body, 'UTF8') FROM dead_letters WHERE reason <> ''") == Nonsense);
    }

    private async Task RefusedAsync(string? signature, string body)
    {
        var response = await PostAsync(signature, body);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var queue = app.Services.GetRequiredService<QueueServiceClient>().GetQueueClient(WorkQueues.OpenPhoneEvents);
        Assert.True(!await queue.ExistsAsync() || (await queue.PeekMessageAsync()).Value is null);
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM event_counts"));
    }

    private Task<HttpResponseMessage> PostAsync(string? signature, string body) => app.DeliverAsync(body, signature);

    private static string Sign(string body, DateTimeOffset at) => WebhookSignature.Legacy(TestApp.SigningKey, at, body);
}
