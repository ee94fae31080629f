using CsCheck;
using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Conversations;

/// <summary>What happened on a line, in the order in which it did: who wrote what to whom, and what else OpenPhone tells.</summary>
internal sealed record History(IReadOnlyList<HistoryEvent> Events)
{
    public const string SeededQuestion = "What are your hours?";
    public const string SeededAnswer = "We are open 9 to 10 every day.";

    private static readonly DateTimeOffset start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly string[] wares =
        ["balls", "gloves", "tees", "towels", "hats", "coffee", "snacks", "vouchers", "lockers", "lessons", "clubs", "shoes", "socks", "shirts",
         "trophies", "calendars", "umbrellas", "bags", "books", "flags", "mugs", "pens", "stickers", "belts", "coats", "scarves", "lamps", "mats"];

    public override string ToString() => string.Join('\n', Events.Select(happened => $"{happened.At:d HH:mm:ss.fff} {happened.Body(0)[60..]}"));

    /// <summary>Who writes at the other end.</summary>
    private enum Party
    {
        Ann,
        Bob,
        Anonymous,
        Group,
    }

    private enum Kind
    {
        Question,
        SeededQuestion,
        Yes,
        Picture,
        Stop,
        Answer,
        FailedAnswer,
        Contact,
    }

    private sealed record Step(Party Party, Kind Kind, int Gap);

    // Pauses within a burst, within a turn, within the learning window, and beyond it. Milliseconds tell messages apart.
    private static readonly Gen<int> gap = Gen.OneOf(Gen.Int[1, 4_900], Gen.Int[5_100, 250_000], Gen.Int[320_000, 6_000_000], Gen.Int[7_300_000, 9_000_000]);

    private static readonly Gen<Step> step = Gen.Select(
        Gen.Frequency((5, Gen.Const(Party.Ann)), (3, Gen.Const(Party.Bob)), (1, Gen.Const(Party.Anonymous)), (1, Gen.Const(Party.Group))),
        Gen.Frequency(
            (6, Gen.Const(Kind.Question)), (2, Gen.Const(Kind.SeededQuestion)), (2, Gen.Const(Kind.Yes)), (1, Gen.Const(Kind.Picture)),
            (1, Gen.Const(Kind.Stop)), (6, Gen.Const(Kind.Answer)), (1, Gen.Const(Kind.FailedAnswer)), (1, Gen.Const(Kind.Contact))),
        gap, (party, kind, pause) => new Step(party, kind, pause));

    public static Gen<History> Generator { get; } = step.Array[4, 24].Select(steps =>
    {
        var at = start;
        List<HistoryEvent> events = [];
        var ware = new Dictionary<Party, string>();
        foreach (var ((party, kind, pause), index) in steps.Select((step, index) => (step, index)))
        {
            at = at.AddMilliseconds(pause);
            if (kind is Kind.Question)
            {
                ware[party] = wares[index];
            }

            events.AddRange(Happening(party, kind, index, ware.GetValueOrDefault(party, "golf"), at));
        }

        return new History(events);
    });

    private static IEnumerable<HistoryEvent> Happening(Party party, Kind kind, int index, string ware, DateTimeOffset at) => kind switch
    {
        Kind.Contact => [HistoryEvent.Of(at, Event.Contact(
            index % 3 == 0 ? "contact.deleted" : "contact.updated", $"CT{party}", $"Name{(char)('A' + index)}", at, NumberOf(party)))],
        // Nobody can write to who has withheld the number.
        Kind.Answer or Kind.FailedAnswer when party is Party.Anonymous => [],
        Kind.Answer => [HistoryEvent.Of(Text(party, $"Yes, we have {ware} at the front desk every day of the week.", index, at, incoming: false))],
        Kind.FailedAnswer =>
        [
            HistoryEvent.Of(Text(party, $"Sure, the {ware} are on the shelf next to the door of the office.", index, at, incoming: false)),
            HistoryEvent.Of(at.AddSeconds(1), Event.Outgoing(
                "message.failed", $"AC{index:00}", ToOf(party), "", "failed", at, at.AddSeconds(1), ",\"errorCode\":30003")
                .Replace("PN1", "PNsimulated", StringComparison.Ordinal).Replace("US1", "USowner001", StringComparison.Ordinal)),
        ],
        Kind.Question => [HistoryEvent.Of(Text(party, $"Hello, do you still sell {ware} at your place?", index, at))],
        // Whether a question came before a STOP that is known is a matter of its own time, too: Bob has no pattern to match.
        Kind.SeededQuestion when party is not Party.Bob => [HistoryEvent.Of(Text(party, SeededQuestion, index, at))],
        Kind.Picture => [HistoryEvent.Of(Text(party, "", index, at) with { Media = [new MediaItem("https://example.test/photo.jpg", "image/jpeg")] })],
        Kind.Stop when party is Party.Bob => [HistoryEvent.Of(Text(party, index % 2 == 0 ? "STOP" : "START", index, at))],
        _ => [HistoryEvent.Of(Text(party, "Yes", index, at))],
    };

    private static TextMessage Text(Party party, string text, int index, DateTimeOffset at, bool incoming = true) => new()
    {
        Id = $"AC{index:00}",
        ConversationId = $"CN{party}",
        PhoneNumberId = "PNsimulated",
        From = incoming ? NumberOf(party) : Event.OwnNumber,
        To = incoming ? party is Party.Group ? [Event.OwnNumber, "+15555550104", "+15555550105"] : [Event.OwnNumber] : ToOf(party).Split(','),
        Text = text,
        IsIncoming = incoming,
        UserId = "USowner001",
        CreatedAt = at,
    };

    private static string NumberOf(Party party) => party switch
    {
        Party.Ann => "+15555550101",
        Party.Bob => "+15555550102",
        Party.Group => "+15555550103",
        _ => "Anonymous",
    };

    private static string ToOf(Party party) => party is Party.Group ? "+15555550103,+15555550104,+15555550105" : NumberOf(party);
}
