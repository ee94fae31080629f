using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Playground.SimulatedOpenPhone;

public sealed class WebhookDeliveryTests
{
    private const string Customer = "+15555550123";

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task One_text_reaches_two_subscriptions_in_two_shapes_each_validly_signed()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var simulator = await StartAsync(receiver, WebhookFormat.AppV3, WebhookFormat.ApiV4, WebhookFormat.Versioned);

        var message = simulator.CustomerTexts(Customer, "Do you have gift cards? 🎁");
        await simulator.WhenQuietAsync(CancellationToken.None);

        Assert.Equal(3, receiver.Webhooks.Select(webhook => webhook.Body).Distinct().Count());
        Assert.All(receiver.Webhooks, webhook => Assert.Contains(message.Id, webhook.Body, StringComparison.Ordinal));
        foreach (var (headers, body) in receiver.Webhooks)
        {
            if (headers.TryGetValue("webhook-signature", out var signature))
            {
                var time = DateTimeOffset.FromUnixTimeSeconds(long.Parse(headers["webhook-timestamp"]!, CultureInfo.InvariantCulture));
                Assert.Equal(WebhookSignature.Standard("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", headers["webhook-id"]!, time, body), signature);
            }
            else
            {
                Assert.Equal(
                    WebhookSignature.Legacy("R2ZLM2o0bFhBNVpyUnU2NG9mYXQ1MHNyR3pvSUhIVVg=", clock.GetUtcNow(), body),
                    headers["openphone-signature"]);
            }
        }
    }

    [Fact]
    public async Task What_operators_send_comes_back_as_delivered_and_texts_keep_their_order()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var simulator = await StartAsync(receiver, WebhookFormat.AppV2);

        List<TextMessage> sent = [.. Enumerable.Range(0, 20).Select(number => number % 2 == 0
            ? simulator.CustomerTexts(Customer, $"question {number}")
            : simulator.OperatorTexts(Customer, $"answer {number}", "USstaff002"))];
        await simulator.WhenQuietAsync(CancellationToken.None);

        var events = receiver.Webhooks.Select(webhook => JsonNode.Parse(webhook.Body)!).ToList();
        Assert.Equal(sent.Select(message => message.Id), events.Select(item => (string)item["data"]!["object"]!["id"]!));
        Assert.Equal("message.delivered", (string?)events[1]["type"]);
        Assert.Equal("USstaff002", (string?)events[1]["data"]!["object"]!["userId"]);
        Assert.Equal(10, simulator.Workspace.Received.Count);
    }

    [Fact]
    public async Task A_refused_webhook_is_tried_again_on_OpenPhones_schedule_with_the_same_event()
    {
        await using var receiver = await WebhookReceiver.StartAsync(500, 401, 204);
        await using var simulator = await StartAsync(receiver, WebhookFormat.Versioned);

        simulator.CustomerTexts(Customer, "hi");
        await Eventually.HoldsAsync(() => simulator.Deliveries.Count == 1);
        await AdvanceUntilAsync(() => simulator.Deliveries.Count == 2, TimeSpan.FromSeconds(5));
        await AdvanceUntilAsync(() => simulator.Deliveries.Count == 3, TimeSpan.FromMinutes(5));
        await simulator.WhenQuietAsync(CancellationToken.None);

        Assert.Equal([500, 401, 204], simulator.Deliveries.Select(delivery => delivery.Status));
        Assert.Equal([1, 2, 3], simulator.Deliveries.Select(delivery => delivery.Attempt));
        Assert.Single(receiver.Webhooks.Select(webhook => webhook.Body).Distinct());
        Assert.Single(receiver.Webhooks.Select(webhook => webhook.Headers["webhook-id"].ToString()).Distinct());
        Assert.Equal(3, receiver.Webhooks.Select(webhook => webhook.Headers["webhook-timestamp"].ToString()).Distinct().Count());
    }

    [Fact]
    public async Task A_webhook_that_is_never_accepted_is_given_up()
    {
        await using var simulator = await OpenPhoneSimulator.StartAsync(
            new OpenPhoneOptions { DeliveryDelays = [TimeSpan.Zero, TimeSpan.FromMilliseconds(1)] }, TimeProvider.System, CancellationToken.None);
        simulator.Subscribe(new WebhookSubscription(new Uri("http://127.0.0.1:9/nobody"), WebhookFormat.AppV3, "c2VjcmV0"));

        simulator.CustomerTexts(Customer, "hi");
        await simulator.WhenQuietAsync(CancellationToken.None);

        Assert.Equal([null, null], simulator.Deliveries.Select(delivery => delivery.Status));
    }

    [Fact]
    public async Task Disorder_repeats_and_reorders_but_loses_nothing()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var disorder = new Disorder { Duplicates = 0.3, Delays = 0.3, MaxDelay = TimeSpan.FromMilliseconds(50) };
        await using var simulator = await OpenPhoneSimulator.StartAsync(
            new OpenPhoneOptions { Seed = 7, Disorder = disorder }, TimeProvider.System, CancellationToken.None);
        simulator.Subscribe(receiver.Subscription(WebhookFormat.AppV3));

        List<string> sent = [.. Enumerable.Range(0, 40).Select(number => simulator.CustomerTexts(Customer, $"text {number}").Id)];
        await simulator.WhenQuietAsync(CancellationToken.None);

        List<string> arrived = [.. receiver.Webhooks.Select(webhook => (string)JsonNode.Parse(webhook.Body)!["data"]!["object"]!["id"]!)];
        Assert.True(arrived.Count > sent.Count);
        Assert.NotEqual(sent, arrived.Distinct());
        Assert.Equal(sent.Order(StringComparer.Ordinal), arrived.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_ids()
    {
        async Task<string> FirstAsync(int seed)
        {
            await using var simulator = await OpenPhoneSimulator.StartAsync(new OpenPhoneOptions { Seed = seed }, clock, CancellationToken.None);
            return simulator.CustomerTexts(Customer, "hi").Id;
        }

        Assert.Equal(await FirstAsync(1), await FirstAsync(1));
        Assert.NotEqual(await FirstAsync(1), await FirstAsync(2));
    }

    [Fact]
    public async Task A_contact_is_announced_where_such_a_subscription_exists()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var simulator = await StartAsync(receiver, WebhookFormat.AppV3, WebhookFormat.ApiV4, WebhookFormat.Versioned);

        simulator.UpdateContact(Customer, "Alex", "Doe");
        await simulator.WhenQuietAsync(CancellationToken.None);

        Assert.Equal(2, receiver.Webhooks.Count(webhook => (string?)JsonNode.Parse(webhook.Body)!["type"] == "contact.updated"));
    }

    private async Task<OpenPhoneSimulator> StartAsync(WebhookReceiver receiver, params WebhookFormat[] formats)
    {
        var simulator = await OpenPhoneSimulator.StartAsync(new OpenPhoneOptions(), clock, CancellationToken.None);
        foreach (var format in formats)
        {
            simulator.Subscribe(receiver.Subscription(format));
        }

        return simulator;
    }

    /// <summary>The delay may be asked for a moment after the attempt before it is on record, so the time is advanced step by step.</summary>
    private Task AdvanceUntilAsync(Func<bool> condition, TimeSpan step) => Eventually.HoldsAsync(() =>
    {
        if (condition())
        {
            return true;
        }

        clock.Advance(step / 10);
        return false;
    });
}
