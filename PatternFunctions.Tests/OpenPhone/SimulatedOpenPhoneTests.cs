using System.Text;
using Microsoft.Extensions.Options;
using PatternFunctions.OpenPhone;
using PatternFunctions.Playground.SimulatedOpenPhone;
using OpenPhoneOptions = PatternFunctions.OpenPhone.OpenPhoneOptions;
using SendRequest = PatternFunctions.OpenPhone.SendRequest;
using SimulatorOptions = PatternFunctions.Playground.SimulatedOpenPhone.OpenPhoneOptions;
using WebhookReceiver = PatternFunctions.Tests.Playground.SimulatedOpenPhone.WebhookReceiver;

namespace PatternFunctions.Tests.OpenPhone;

/// <summary>The client and the converter against an OpenPhone that knows nothing of them.</summary>
public sealed class SimulatedOpenPhoneTests : IAsyncLifetime, IDisposable
{
    private const string Customer = "+15555550123";
    private const string Line = "PNsimulated";

    private readonly HttpClient http = new();
    private OpenPhoneSimulator simulator = null!;
    private OpenPhoneClient client = null!;

    public async Task InitializeAsync()
    {
        simulator = await OpenPhoneSimulator.StartAsync(new SimulatorOptions(), TimeProvider.System, CancellationToken.None);
        http.BaseAddress = simulator.BaseUrl;
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "simulated-api-key");
        client = new OpenPhoneClient(http, TimeProvider.System);
    }

    public async Task DisposeAsync() => await simulator.DisposeAsync();

    public void Dispose() => http.Dispose();

    [Theory]
    [InlineData(WebhookFormat.AppV2)]
    [InlineData(WebhookFormat.AppV3)]
    [InlineData(WebhookFormat.AppV3Wrapped)]
    [InlineData(WebhookFormat.ApiV4)]
    [InlineData(WebhookFormat.Versioned)]
    public async Task Every_format_tells_the_same_of_a_text_and_of_its_answer(WebhookFormat format)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var subscription = receiver.Subscription(format);
        simulator.Subscribe(subscription);

        var question = simulator.CustomerTexts(Customer, "Are you \"open\" today? 🎳");
        var answer = simulator.OperatorTexts(Customer, "Yes,\nuntil ten.");
        await simulator.WhenQuietAsync(CancellationToken.None);

        var verifier = new SignatureVerifier(
            Options.Create(new OpenPhoneOptions { WebhookSigningKeys = { subscription.SigningKey } }), TimeProvider.System);
        var messages = receiver.Webhooks.Select(webhook =>
        {
            var body = Encoding.UTF8.GetBytes(webhook.Body);
            Assert.Equal(SignatureResult.Valid, verifier.Verify(WebhookHeaders.Of(webhook.Headers), body));
            return Assert.IsType<MessageEvent>(EventParser.Parse(body).Event);
        }).ToList();
        Assert.Equal(
            [(question.Id, MessageDirection.Incoming, question.Text), (answer.Id, MessageDirection.Outgoing, answer.Text)],
            messages.Select(message => (message.MessageId, message.Direction, message.Text)));
        Assert.All(messages, message => Assert.Equal([Customer], message.ExternalParties));
        Assert.All(messages, message => Assert.Equal(Line, message.PhoneNumberId));
    }

    [Fact]
    public async Task A_sent_text_is_found_by_its_id_and_in_its_thread()
    {
        simulator.CustomerTexts(Customer, "Are you open?");
        var outcome = Assert.IsType<SendOutcome.Accepted>(await SendAsync());

        var found = await client.GetMessageAsync(outcome.MessageId, CancellationToken.None);
        var listed = new List<ListedMessage>();
        await foreach (var message in client.ListMessagesAsync(Line, Customer, TimeProvider.System.GetUtcNow().AddMinutes(-1), CancellationToken.None))
        {
            listed.Add(message);
        }

        Assert.Equal("We open at 9.", found!.Text);
        Assert.Equal([Customer], found.To);
        Assert.Equal(outcome.ConversationId, found.ConversationId);
        Assert.Equal(2, listed.Count);
        Assert.Contains(listed, message => message.MessageId == outcome.MessageId && message.Direction is MessageDirection.Outgoing);
    }

    [Theory]
    [InlineData(SendFault.A2PRegistrationNotApproved, SendRefusal.A2pNotApproved)]
    [InlineData(SendFault.OptedOut, SendRefusal.OptedOut)]
    [InlineData(SendFault.SubscriptionExpired, SendRefusal.NoCredits)]
    [InlineData(SendFault.DailyCapReached, SendRefusal.DailyCap)]
    [InlineData(SendFault.NotPhoneNumberUser, SendRefusal.Unauthorized)]
    [InlineData(SendFault.Unauthorized, SendRefusal.Unauthorized)]
    public async Task A_refusal_is_named(SendFault fault, SendRefusal kind)
    {
        simulator.FailNextSends(fault);

        Assert.Equal(kind, Assert.IsType<SendOutcome.Refused>(await SendAsync()).Kind);
        Assert.Single(simulator.SendAttempts);
    }

    [Theory]
    [InlineData(SendFault.ServerErrorAfterAccepting, SendDoubt.ServerError)]
    [InlineData(SendFault.ServerErrorBeforeAccepting, SendDoubt.ServerError)]
    [InlineData(SendFault.DisconnectAfterAccepting, SendDoubt.ConnectionBroken)]
    [InlineData(SendFault.DisconnectBeforeAccepting, SendDoubt.ConnectionBroken)]
    [InlineData(SendFault.TimeoutAfterAccepting, SendDoubt.Timeout)]
    [InlineData(SendFault.TimeoutBeforeAccepting, SendDoubt.Timeout)]
    public async Task A_doubt_is_a_doubt_and_nothing_is_sent_again(SendFault fault, SendDoubt doubt)
    {
        http.Timeout = TimeSpan.FromSeconds(1);
        simulator.FailNextSends(fault);

        Assert.Equal(new SendOutcome.Unknown(doubt), await SendAsync());
        Assert.Single(simulator.SendAttempts);
    }

    [Fact]
    public async Task Too_many_requests_is_for_later()
    {
        simulator.FailNextSends(SendFault.TooManyRequests);

        Assert.IsType<SendOutcome.RateLimited>(await SendAsync());
    }

    [Fact]
    public async Task Who_has_sent_STOP_is_opted_out()
    {
        simulator.CustomerTexts(Customer, "STOP");

        Assert.Equal(SendRefusal.OptedOut, Assert.IsType<SendOutcome.Refused>(await SendAsync()).Kind);
    }

    private Task<SendOutcome> SendAsync() => client.SendAsync(
        new SendRequest { From = Line, To = Customer, Content = "We open at 9." }, CancellationToken.None);
}
