using System.Text;
using PatternFunctions.OpenPhone;

namespace PatternFunctions.Tests.OpenPhone;

public sealed class EventParserTests
{
    public static TheoryData<string> Names => [.. Fixture.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_sample_is_understood(string name)
    {
        var parsed = EventParser.Parse(Fixture.Read(name));

        Assert.Null(parsed.Reason);
        var expected = name.Contains("message", StringComparison.Ordinal) ? typeof(MessageEvent)
            : name.Contains("contact", StringComparison.Ordinal) ? typeof(ContactEvent)
            : name.Contains("call", StringComparison.Ordinal) ? typeof(CallEvent)
            : typeof(UnknownEvent);
        Assert.IsType(expected, parsed.Event);
    }

    [Fact]
    public void An_app_webhook_v2_carries_its_text_in_body_and_its_recipient_in_a_string()
    {
        var message = Read<MessageEvent>("v2-message-received");

        Assert.Equal("EVc67ec998b35c41d388af50799aeeba3e", message.EventId);
        Assert.Equal("message.received", message.Type);
        Assert.Equal(DateTimeOffset.Parse("2022-01-23T16:55:52.557Z"), message.OccurredAt);
        Assert.Equal("AC24a8b8321c4f4cf2be110f4250793d51", message.MessageId);
        Assert.Equal(MessageDirection.Incoming, message.Direction);
        Assert.Equal(MessageStatus.Received, message.Status);
        Assert.Equal("af", message.Text);
        Assert.Equal("+18005550100", message.From);
        Assert.Equal(["+18885550101"], message.To);
        Assert.Equal("PNtoDbDhuz", message.PhoneNumberId);
        Assert.Equal("CN78ba0373683c48fd8fd96bc836c51f79", message.ConversationId);
        Assert.Equal("USu5AsEHuQ", message.UserId);
        Assert.Equal(DateTimeOffset.Parse("2022-01-23T16:55:52.420Z"), message.SentAt);
        Assert.Equal(1, message.MediaCount);
        Assert.Equal(["+18005550100"], message.ExternalParties);
        Assert.False(message.IsGroup || message.IsAnonymous || message.IsSystemUser);
    }

    [Fact]
    public void The_external_party_of_an_outgoing_message_is_its_recipient()
    {
        var message = Read<MessageEvent>("v2-message-delivered");

        Assert.Equal(MessageDirection.Outgoing, message.Direction);
        Assert.Equal(MessageStatus.Delivered, message.Status);
        Assert.Equal(["+18885550101"], message.ExternalParties);
    }

    [Fact]
    public void A_group_text_of_v3_names_its_recipients_in_one_string_with_commas()
    {
        var message = Read<MessageEvent>("v3-group-message-received");

        Assert.True(message.IsGroup);
        Assert.Equal(5, message.To.Count);
        Assert.Equal(
            ["+15555550110", "+15555550112", "+15555550113", "+15555550114", "+15555550115", "+15555550116"],
            message.ExternalParties);
    }

    [Fact]
    public void Both_directions_of_a_group_have_the_same_external_parties()
    {
        var received = Message("""{"id":"AC1","direction":"incoming","from":"+15555550103","to":["+15555550101","+15555550102"]}""");
        var sent = Message("""{"id":"AC2","direction":"outgoing","from":"+15555550101","to":["+15555550103","+15555550102"]}""", "message.delivered");

        Assert.Equal(received.ExternalParties, sent.ExternalParties);
    }

    [Fact]
    public void An_event_wrapped_in_object_is_unwrapped()
    {
        var message = Read<MessageEvent>("v3-wrapped-message-delivered");

        Assert.Equal("EVf437ff6b8a924f6c905c55667f0c3860", message.EventId);
        Assert.Equal("msg_test_001", message.MessageId);
        Assert.Equal("test 1 2", message.Text);
    }

    [Fact]
    public void V4_carries_text_an_array_and_no_conversation()
    {
        var message = Read<MessageEvent>("v4-message-received");

        Assert.Equal("Hello, world!", message.Text);
        Assert.Equal(["+15555550155"], message.To);
        Assert.Equal(MessageDirection.Incoming, message.Direction);
        Assert.Equal(MessageStatus.Delivered, message.Status);
        Assert.Null(message.ConversationId);
        Assert.Equal(0, message.MediaCount);
    }

    [Fact]
    public void The_versioned_format_names_sender_and_place_in_its_context()
    {
        var message = Read<MessageEvent>("2026-03-30-message-received");

        Assert.Equal("EV1", message.EventId);
        Assert.Equal("AC-message", message.MessageId);
        Assert.Equal("hello", message.Text);
        Assert.Equal("+15555550101", message.From);
        Assert.Equal(["+15555550102"], message.To);
        Assert.Equal("PN123", message.PhoneNumberId);
        Assert.Equal("CN123", message.ConversationId);
        Assert.Equal("US123", message.UserId);
    }

    [Fact]
    public void A_text_of_OpenPhones_own_automation_is_told_from_a_persons() =>
        Assert.True(Read<MessageEvent>("2026-03-30-message-delivered").IsSystemUser);

    [Theory]
    [InlineData("2026-03-30-message-failed", MessageStatus.Failed, "30008")]
    [InlineData("2026-03-30-message-undelivered", MessageStatus.Undelivered, "30007")]
    public void A_failure_keeps_its_error_code(string name, MessageStatus status, string code)
    {
        var message = Read<MessageEvent>(name);

        Assert.Equal(status, message.Status);
        Assert.Equal(code, message.ErrorCode);
    }

    [Theory]
    [InlineData("message.created", "incoming", MessageDirection.Incoming)]
    [InlineData("message.created", "outgoing", MessageDirection.Outgoing)]
    [InlineData("message.sent", "outgoing", MessageDirection.Outgoing)]
    [InlineData("message.updated", "incoming", MessageDirection.Incoming)]
    public void Undocumented_message_events_go_by_their_direction(string type, string direction, MessageDirection expected)
    {
        var message = Message($$"""{"id":"AC1","direction":"{{direction}}","from":"+15555550101","to":"+15555550102","body":"hi"}""", type);

        Assert.Equal(expected, message.Direction);
    }

    [Theory]
    [InlineData("\"body\":\"b\",\"text\":\"t\"", "b")]
    [InlineData("\"body\":\"\",\"text\":\"t\"", "t")]
    [InlineData("\"body\":null,\"text\":\"t\"", "t")]
    [InlineData("\"body\":null", "")]
    [InlineData("\"text\":\" two\\nlines \"", " two\nlines ")]
    public void The_text_is_in_body_or_in_text(string fields, string expected) =>
        Assert.Equal(expected, Message($$"""{"id":"AC1","direction":"incoming","from":"+15555550101",{{fields}}}""").Text);

    [Theory]
    [InlineData("\"from\":\"Anonymous\"", true)]
    [InlineData("\"from\":null", true)]
    [InlineData("\"status\":\"received\"", true)]
    [InlineData("\"from\":\"72345\"", false)]
    public void A_withheld_sender_is_anonymous(string fields, bool expected) =>
        Assert.Equal(expected, Message($$"""{"id":"AC1","direction":"incoming","text":"hi",{{fields}}}""").IsAnonymous);

    private static T Read<T>(string name)
        where T : ConversationEvent => Assert.IsType<T>(EventParser.Parse(Fixture.Read(name)).Event);

    private static MessageEvent Message(string resource, string type = "message.received") =>
        Assert.IsType<MessageEvent>(EventParser.Parse(Encoding.UTF8.GetBytes(
            $$$"""{"data":{"object":{{{resource}}}},"type":"{{{type}}}","id":"EV1","createdAt":"2026-04-13T12:00:00Z"}""")).Event);
}
