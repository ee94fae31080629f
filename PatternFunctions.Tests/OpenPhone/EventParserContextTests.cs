using PatternFunctions.OpenPhone;

namespace PatternFunctions.Tests.OpenPhone;

/// <summary>Events that are no messages: contacts and calls.</summary>
public sealed class EventParserContextTests
{
    [Theory]
    [InlineData("v3-contact-updated", "Jane", null, new[] { "+15555550111" })]
    [InlineData("v2-contact-updated", "Jane", "Smith", new[] { "+15555550123" })]
    [InlineData("2026-03-30-contact-updated", "Zoë", "Smith", new[] { "+15555550101", "+15555550103" })]
    public void A_contact_has_a_name_and_its_numbers_wherever_they_stand(string name, string? first, string? last, string[] numbers)
    {
        var contact = Read<ContactEvent>(name);

        Assert.Equal((first, last), (contact.FirstName, contact.LastName));
        Assert.Equal(numbers, contact.PhoneNumbers);
        Assert.StartsWith("CT", contact.ContactId, StringComparison.Ordinal);
        Assert.False(contact.Deleted);
    }

    [Fact]
    public void A_deleted_contact_has_its_id_and_no_numbers()
    {
        var contact = Read<ContactEvent>("v3-contact-deleted");

        Assert.True(contact.Deleted);
        Assert.Equal("CT64e27d1e5f0c3a0012f4b111", contact.ContactId);
        Assert.Empty(contact.PhoneNumbers);
    }

    [Theory]
    [InlineData("v2-call-completed", "ACbaee66e137f0467dbed5ad4bc8d60800", CallEventKind.Other, null)]
    [InlineData("v4-call-ringing", "ACsXlF0", CallEventKind.Other, null)]
    [InlineData("v4-call-summary", "AC16558bc5f73445598a2627f5a94fe014", CallEventKind.Summary, "You talked about the weather.\nBring an umbrella.")]
    [InlineData("v4-call-transcript", "AC16558bc5f73445598a2627f5a94fe014", CallEventKind.Transcript, "+15555550119: Hello, world!")]
    [InlineData("2026-03-30-call-completed", "AC-call", CallEventKind.Other, null)]
    [InlineData("2026-03-30-call-summary-completed", "AC-call", CallEventKind.Summary, "Asked about opening hours.\nSend the price list.\nCall back on Friday.")]
    [InlineData("2026-03-30-call-transcript-completed", "AC-call", CallEventKind.Transcript, "US123: Good morning.\n+15555550101: When do you open?\n(music)")]
    public void A_call_has_its_id_and_the_words_that_there_are(string name, string callId, CallEventKind kind, string? text)
    {
        var call = Read<CallEvent>(name);

        Assert.Equal((callId, kind, text), (call.CallId, call.Kind, call.Text));
    }

    [Theory]
    [InlineData("v2-call-completed", new[] { "+18005550100", "+18885550101" })]
    [InlineData("v4-call-ringing", new[] { "+15555550155" })]
    [InlineData("v4-call-summary", new string[0])]
    [InlineData("v4-call-transcript", new[] { "+15555550119" })]
    [InlineData("2026-03-30-call-completed", new[] { "+15555550102", "+15555550101" })]
    public void A_call_names_whoever_it_can(string name, string[] participants) =>
        Assert.Equal(participants, Read<CallEvent>(name).Participants);

    [Fact]
    public void An_event_never_prints_what_it_says() =>
        Assert.Equal("ContactEvent EV8", Read<ContactEvent>("2026-03-30-contact-updated").ToString());

    private static T Read<T>(string name)
        where T : ConversationEvent => Assert.IsType<T>(EventParser.Parse(Fixture.Read(name)).Event);
}
