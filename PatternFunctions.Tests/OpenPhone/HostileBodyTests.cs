using System.Text;
using CsCheck;
using PatternFunctions.OpenPhone;

namespace PatternFunctions.Tests.OpenPhone;

public sealed class HostileBodyTests
{
    private static readonly string LongNumber = new('9', 10_000);

    public static TheoryData<string, string> Refused => new()
    {
        { "", "JSON" },
        { "null", "object" },
        { "[]", "object" },
        { "{}", "type" },
        { "{\"id\":\"EV1\"", "JSON" },
        { "{}{}", "JSON" },
        { Event("{}").Replace("\"EV1\"", "null", StringComparison.Ordinal), "id" },
        { Event("{}").Replace("2026-04-13T12:00:00Z", "yesterday", StringComparison.Ordinal), "createdAt" },
        { Event("{}"), "no id" },
        { Event("[]"), "no id" },
        { Event("{\"id\":\"AC1\",\"direction\":\"sideways\"}"), "direction" },
        { Event("{\"id\":\"AC1\",\"direction\":\"outgoing\",\"to\":[]}"), "recipient" },
        { Event("{\"id\":\"AC1\",\"direction\":\"outgoing\",\"to\":[1]}"), "to" },
        { Event("{\"id\":\"AC1\",\"text\":{\"a\":1}}"), "text" },
        { Event("{\"id\":\"AC1\",\"text\":7}"), "text" },
        { Event("{\"id\":\"AC1\",\"from\":[\"+15555550101\"]}"), "from" },
        { Event($"{{\"id\":\"AC1\",\"from\":{LongNumber}}}"), "from" },
        { Event($"{{\"id\":\"AC1\",\"from\":\"+{LongNumber}\"}}"), "from" },
        { Event($"{{\"id\":\"AC1\",\"to\":\"+{LongNumber}\"}}"), "to" },
        { Event($"{{\"id\":\"AC{LongNumber}\"}}"), "no id" },
        { Event($"{{\"id\":\"AC1\",\"to\":[{string.Join(',', Enumerable.Range(0, 300).Select(i => $"\"+15555{i:000000}\""))}]}}"), "to" },
        { new string('[', 100_000), "object" },
        { string.Concat(Enumerable.Repeat("{\"object\":", 10_000)), "JSON" },
        { Event("{\"x\":" + new string('[', 100) + new string(']', 100) + "}"), "JSON" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_understood_is_refused_with_a_reason(string body, string reason)
    {
        var parsed = EventParser.Parse(Encoding.UTF8.GetBytes(body));

        Assert.Null(parsed.Event);
        Assert.Contains(reason, parsed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_that_is_not_UTF8_is_refused_even_where_nobody_reads_it()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes("{\"unused\":\""), 0xC3, 0x28, .. Encoding.UTF8.GetBytes("\"}")];

        Assert.Contains("UTF-8", EventParser.Parse(body).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_above_the_limit_is_refused_unread() =>
        Assert.Contains("larger", EventParser.Parse(new byte[EventParser.MaxBodyBytes + 1]).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData(@"nul \u0000 here", "nul \uFFFD here")]
    [InlineData(@"lone \ud83d high", "lone \uFFFD high")]
    [InlineData(@"lone \ude00 low", "lone \uFFFD low")]
    [InlineData(@"\ude00\ud83d", "\uFFFD\uFFFD")]
    [InlineData(@"\ud83d\ud83d\ude00", "\uFFFD😀")]
    [InlineData(@"a pair \uD83D\uDE00 and 😀", "a pair 😀 and 😀")]
    [InlineData(@"\""\\\/\b\f\n\r\t\u00e9", "\"\\/\b\f\n\r\té")]
    [InlineData(@"\\u0000", @"\u0000")]
    public void A_text_becomes_one_that_PostgreSQL_can_store(string json, string expected) =>
        Assert.Equal(expected, Message($$"""{"id":"AC1","text":"{{json}}"}""").Text);

    [Theory]
    [InlineData("\"status\":{},\"createdAt\":7,\"userId\":[],\"conversationId\":false,\"media\":\"none\",\"errorCode\":{\"a\":[1]}")]
    [InlineData("\"\\ud800\":1,\"nested\":{\"id\":[{\"id\":\"AC2\"}]},\"a very long name that no property of ours has\":0")]
    [InlineData("\"media\":null,\"to\":null,\"body\":null,\"createdBy\":null")]
    public void What_a_message_can_do_without_may_be_of_any_type(string fields)
    {
        var message = Message($$"""{{{fields}},"id":"AC1","text":"hi"}""");

        Assert.Equal(("AC1", "hi", 0), (message.MessageId, message.Text, message.MediaCount));
        Assert.Equal(message.OccurredAt, message.SentAt);
    }

    [Theory]
    [InlineData("2026-04-13T12:00:00Z")]
    [InlineData("2026-04-13T12:00:00")]
    [InlineData("2026-04-13T14:00:00+02:00")]
    public void Times_are_UTC(string time)
    {
        var message = Message($$"""{"id":"AC1","createdAt":"{{time}}"}""");

        Assert.Equal(new DateTimeOffset(2026, 4, 13, 12, 0, 0, TimeSpan.Zero), message.SentAt);
        Assert.Equal(TimeSpan.Zero, message.SentAt.Offset);
    }

    [Fact]
    public void Types_that_nothing_uses_may_have_any_shape()
    {
        var body = Event("{\"id\":5,\"text\":[],\"to\":{\"a\":[]},\"from\":false}", "task.created");

        Assert.IsType<UnknownEvent>(EventParser.Parse(Encoding.UTF8.GetBytes(body)).Event);
    }

    [Fact]
    public void No_change_of_a_sample_makes_the_parser_throw()
    {
        var samples = Fixture.Names.Select(Fixture.Read).ToArray();
        var piece = Gen.OneOf(
            Gen.Byte.Array[1, 4],
            Gen.OneOf("null", "{}", "[]", "[[", "\"", "\\u0000", "\\ud800", "-1e999999999", "true", ",", ":", "}").Select(Encoding.UTF8.GetBytes));
        var mutation = Gen.Select(Gen.Double.Unit, Gen.Int[0, 20], piece);

        Gen.Select(Gen.OneOf(samples), mutation.Array[1, 6]).Sample(
            (sample, mutations) =>
            {
                var body = mutations.Aggregate(sample, (bytes, change) => Splice(bytes, change.Item1, change.Item2, change.Item3));
                var parsed = EventParser.Parse(body);
                return parsed.IsUnderstood != (parsed.Reason is not null) && IsStorable(parsed.Event);
            },
            iter: 20_000);
    }

    private static byte[] Splice(byte[] bytes, double at, int removed, byte[] inserted)
    {
        var start = (int)(at * bytes.Length);
        return [.. bytes[..start], .. inserted, .. bytes[Math.Min(bytes.Length, start + removed)..]];
    }

    private static bool IsStorable(ConversationEvent? parsed) => parsed is not MessageEvent message
        || message.To.Concat([message.Text, message.MessageId, message.From, message.ConversationId ?? ""]).All(text =>
            !text.Contains('\0', StringComparison.Ordinal)
            && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text);

    private static MessageEvent Message(string resource) =>
        Assert.IsType<MessageEvent>(EventParser.Parse(Encoding.UTF8.GetBytes(Event(resource))).Event);

    private static string Event(string resource, string type = "message.received") =>
        $$$"""{"id":"EV1","createdAt":"2026-04-13T12:00:00Z","type":"{{{type}}}","data":{"object":{{{resource}}}}}""";
}
