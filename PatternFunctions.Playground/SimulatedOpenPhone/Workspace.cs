namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <summary>What OpenPhone knows: lines, members, contacts, conversations and their messages.</summary>
public sealed class Workspace
{
    private readonly OpenPhoneOptions options;
    private readonly IdSequence ids;
    private readonly TimeProvider clock;
    private readonly Lock gate = new();
    private readonly List<TextMessage> messages = [];
    private readonly Dictionary<string, TextMessage> messagesById = [];
    private readonly Dictionary<string, Conversation> conversations = [];
    private readonly Dictionary<string, Contact> contactsByPhone = [];
    private readonly HashSet<string> optedOut = [];
    private readonly List<ReceivedText> received = [];

    internal Workspace(OpenPhoneOptions options, IdSequence ids, TimeProvider clock) =>
        (this.options, this.ids, this.clock) = (options, ids, clock);

    public IReadOnlyList<PhoneLine> Lines => options.Lines;

    public IReadOnlyList<Member> Members => options.Members;

    /// <summary>In the order in which they came to be.</summary>
    public IReadOnlyList<TextMessage> Messages => Copy(messages);

    public IReadOnlyList<Conversation> Conversations => Copy(conversations.Values);

    public IReadOnlyList<Contact> Contacts => Copy(contactsByPhone.Values);

    /// <summary>Every text that reached a customer, in order.</summary>
    public IReadOnlyList<ReceivedText> Received => Copy(received);

    public TextMessage? FindMessage(string id)
    {
        lock (gate)
        {
            return messagesById.GetValueOrDefault(id);
        }
    }

    public Contact? FindContact(string phone)
    {
        lock (gate)
        {
            return contactsByPhone.GetValueOrDefault(phone);
        }
    }

    /// <param name="idOrNumber"><c>PN…</c> or E.164.</param>
    public PhoneLine? FindLine(string idOrNumber) => options.Lines.FirstOrDefault(line => line.Id == idOrNumber || line.Number == idOrNumber);

    /// <summary>Whether this customer has texted STOP, and not START since.</summary>
    public bool HasOptedOut(string phone)
    {
        lock (gate)
        {
            return optedOut.Contains(phone);
        }
    }

    internal Contact SaveContact(string phone, string firstName, string lastName)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var contact = contactsByPhone.TryGetValue(phone, out var known)
                ? known with { FirstName = firstName, LastName = lastName, UpdatedAt = now }
                : new Contact(ids.Next("CT"), firstName, lastName, phone, options.Members[0].Id, now, now);
            return contactsByPhone[phone] = contact;
        }
    }

    internal TextMessage AddIncoming(string from, string text, TextDetails details)
    {
        lock (gate)
        {
            var line = Line(details);
            var message = Add(line, [from, .. details.AlsoWith], text, details, options.Members[0].Id, incomingFrom: from);
            switch (text.Trim().ToUpperInvariant())
            {
                case "STOP" or "STOPALL" or "UNSUBSCRIBE" or "CANCEL" or "END" or "QUIT":
                    optedOut.Add(from);
                    break;
                case "START" or "UNSTOP" or "YES":
                    optedOut.Remove(from);
                    break;
            }

            return message;
        }
    }

    internal TextMessage AddOutgoing(IReadOnlyList<string> to, string text, TextDetails details, string userId, bool byApi)
    {
        lock (gate)
        {
            var message = Add(Line(details), to, text, details, userId, incomingFrom: null);
            received.AddRange(to.Select(phone => new ReceivedText(message.CreatedAt, phone, text, message.Id, byApi)));
            return message;
        }
    }

    private PhoneLine Line(TextDetails details) =>
        details.LineId is null ? options.Lines[0] : options.Lines.First(line => line.Id == details.LineId);

    private TextMessage Add(
        PhoneLine line, IReadOnlyList<string> customers, string text, TextDetails details, string userId, string? incomingFrom)
    {
        IReadOnlyList<string> participants = [.. customers.Order(StringComparer.Ordinal)];
        var key = $"{line.Id}/{string.Join(',', participants)}";
        var known = conversations.GetValueOrDefault(key);
        var message = new TextMessage
        {
            Id = details.MessageId ?? ids.Next("AC"),
            ConversationId = known?.Id ?? details.ConversationId ?? ids.Next("CN"),
            PhoneNumberId = line.Id,
            From = incomingFrom ?? line.Number,
            To = incomingFrom is null ? customers : [line.Number, .. customers.Where(number => number != incomingFrom)],
            Text = text,
            Media = details.Media,
            IsIncoming = incomingFrom is not null,
            UserId = userId,
            CreatedAt = clock.GetUtcNow(),
        };
        messages.Add(message);
        messagesById[message.Id] = message;
        conversations[key] = known is null
            ? new Conversation(message.ConversationId, line.Id, participants, message.CreatedAt, message)
            : known with { LastActivity = message };
        return message;
    }

    private List<T> Copy<T>(IEnumerable<T> items)
    {
        lock (gate)
        {
            return [.. items];
        }
    }
}
