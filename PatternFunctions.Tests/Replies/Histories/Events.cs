using System.Globalization;
using System.Text.Json;
using PatternFunctions.Conversations;
using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Storage;

namespace PatternFunctions.Tests.Replies.Histories;

/// <summary>OpenPhone's webhooks on their way: held back, overtaken, delivered twice, but not lost. Notes what the app has been told.</summary>
internal sealed class Events
{
    private readonly World world;
    private readonly Lock gate = new();
    private readonly List<TextMessage> pending = [];
    private readonly HashSet<string> told = [];

    public Events(World world)
    {
        this.world = world;
        world.OpenPhone.Texted += Hold;
    }

    public int Count
    {
        get
        {
            lock (gate)
            {
                return pending.Count;
            }
        }
    }

    public HashSet<string> OperatorTexts { get; } = [];

    /// <summary>
    /// Never in the same words twice: what was learned from a person may be on its way to the same customer, and then
    /// nobody could tell the two apart.
    /// </summary>
    public void OperatorTextsTo(string phone, string text) =>
        OperatorTexts.Add(world.OpenPhone.OperatorTexts(phone, $"{text}, {Word(OperatorTexts.Count)}").Id);

    private static string Word(int number) => number < 26 ? $"{(char)('a' + number)}" : Word((number / 26) - 1) + Word(number % 26);

    /// <param name="choose">Which of so many, the oldest first.</param>
    /// <param name="again">It will come a second time.</param>
    public async Task DeliverAsync(Func<int, int> choose, bool again)
    {
        TextMessage message;
        lock (gate)
        {
            if (pending.Count == 0)
            {
                return;
            }

            var at = choose(pending.Count);
            message = pending[at];
            if (!again)
            {
                pending.RemoveAt(at);
            }
        }

        await world.Get<EventProcessor>().ProcessAsync(
            new ReceivedEvent { ReceivedAt = world.Clock.GetUtcNow(), Body = Body(message) }, CancellationToken.None);
        if (told.Add(message.Id))
        {
            Note(message);
        }
    }

    private void Hold(TextMessage message)
    {
        lock (gate)
        {
            pending.Add(message);
        }
    }

    private void Note(TextMessage message)
    {
        var customer = world.Rules.Customers[message.IsIncoming ? message.From : message.To[0]];
        if (OperatorTexts.Contains(message.Id))
        {
            customer.LastOperatorText = Customer.Later(customer.LastOperatorText, message.CreatedAt);
            customer.Hold(message.CreatedAt + World.Takeover);
        }
        else if (message.IsIncoming)
        {
            customer.NewestText = Customer.Later(customer.NewestText, message.CreatedAt);
            customer.LastStop = Script.Stops.Contains(message.Text) ? Customer.Later(customer.LastStop, message.CreatedAt) : customer.LastStop;
            customer.LastStart = message.Text == "START" ? Customer.Later(customer.LastStart, message.CreatedAt) : customer.LastStart;
        }
    }

    private static string Body(TextMessage message)
    {
        var at = message.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return $$$"""
            {"id":"EV{{{message.Id}}}","object":"event","apiVersion":"v3","createdAt":"{{{at}}}","type":"message.{{{(message.IsIncoming ? "received" : "delivered")}}}",
             "data":{"object":{"id":"{{{message.Id}}}","object":"message","from":"{{{message.From}}}","to":"{{{string.Join(',', message.To)}}}",
             "direction":"{{{message.Direction}}}","body":{{{JsonSerializer.Serialize(message.Text)}}},"media":[],"status":"{{{(message.IsIncoming ? "received" : "delivered")}}}",
             "createdAt":"{{{at}}}","userId":"{{{message.UserId}}}","phoneNumberId":"{{{message.PhoneNumberId}}}","conversationId":"{{{message.ConversationId}}}"} } }
            """;
    }
}
