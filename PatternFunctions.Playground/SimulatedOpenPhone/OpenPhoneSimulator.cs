using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <summary>
/// OpenPhone as the app meets it: an API with its wire format, and signed webhooks. Customers and operators text
/// through the methods here. Nothing leaves this machine.
/// </summary>
public sealed class OpenPhoneSimulator : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly WebhookDispatcher webhooks;
    private readonly SendFaults faults;
    private readonly TimeProvider clock;

    private OpenPhoneSimulator(OpenPhoneOptions options, TimeProvider clock)
    {
        this.clock = clock;
        var ids = new IdSequence(options.Seed);
        Workspace = new Workspace(options, ids, clock);
        webhooks = new WebhookDispatcher(options, ids, clock);
        faults = new SendFaults(clock);

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        server = builder.Build();
        server.Use(ApiError.AnswerAsync);
        server.Use((context, next) => ApiKey.RequireAsync(options.ApiKey, context, next));
        new MessagesApi(options, this, faults, clock).Map(server);
        new DirectoryApi(Workspace).Map(server);
        new VersionedApi(Workspace).Map(server);
    }

    /// <summary>Without a version: the API is below <c>/v1</c>.</summary>
    public Uri BaseUrl => new(server.Urls.Single());

    public Workspace Workspace { get; }

    /// <summary>Well-formed calls of POST /v1/messages, in order.</summary>
    public IReadOnlyList<SendAttempt> SendAttempts => faults.Attempts;

    /// <summary>Attempts to deliver webhooks, in order.</summary>
    public IReadOnlyList<WebhookDelivery> Deliveries => webhooks.Deliveries;

    /// <summary>Called for every message as it comes to be.</summary>
    public event Action<TextMessage>? Texted;

    public static async Task<OpenPhoneSimulator> StartAsync(
        OpenPhoneOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var simulator = new OpenPhoneSimulator(options, clock);
        await simulator.server.StartAsync(cancellationToken);
        return simulator;
    }

    public void Subscribe(WebhookSubscription subscription) => webhooks.Subscribe(subscription);

    /// <param name="from">E.164, or <c>Anonymous</c>.</param>
    public TextMessage CustomerTexts(string from, string text, TextDetails? details = null) =>
        Announce(Workspace.AddIncoming(from, text, details ?? TextDetails.None));

    /// <summary>An operator answers, or begins, in OpenPhone's own app.</summary>
    /// <param name="userId"><c>US…</c>; the lines' owner when null.</param>
    public TextMessage OperatorTexts(string to, string text, string? userId = null, TextDetails? details = null)
    {
        var known = details ?? TextDetails.None;
        return Announce(Workspace.AddOutgoing([to, .. known.AlsoWith], text, known, userId ?? Workspace.Members[0].Id, byApi: false));
    }

    public Contact UpdateContact(string phone, string firstName, string lastName)
    {
        var contact = Workspace.SaveContact(phone, firstName, lastName);
        webhooks.Send("contact.updated", (format, eventId) => WebhookPayload.ContactUpdated(format, eventId, clock.GetUtcNow(), contact));
        return contact;
    }

    /// <summary>The next calls of POST /v1/messages that are in order otherwise meet these, one each.</summary>
    public void FailNextSends(params IEnumerable<SendFault> next) => faults.Add(next);

    /// <summary>Every webhook so far has been accepted or given up.</summary>
    public Task WhenQuietAsync(CancellationToken cancellationToken) => webhooks.WhenQuietAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        faults.LetGo();
        await server.DisposeAsync();
        await webhooks.DisposeAsync();
    }

    internal TextMessage SentByApi(IReadOnlyList<string> to, string text, PhoneLine line, string userId) =>
        Announce(Workspace.AddOutgoing(to, text, new TextDetails { LineId = line.Id }, userId, byApi: true));

    private TextMessage Announce(TextMessage message)
    {
        var contact = message.IsIncoming ? Workspace.FindContact(message.From) : Workspace.FindContact(message.To[0]);
        webhooks.Send(
            message.IsIncoming ? "message.received" : "message.delivered",
            (format, eventId) => WebhookPayload.Message(format, eventId, clock.GetUtcNow(), message, contact));
        Texted?.Invoke(message);
        return message;
    }
}
