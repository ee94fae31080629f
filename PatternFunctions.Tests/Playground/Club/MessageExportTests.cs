using PatternFunctions.Playground.Club;

namespace PatternFunctions.Tests.Playground.Club;

public sealed class MessageExportTests
{
    private const string Header = "id,conversationId,body,sentAt,to,from,direction,createdAt\n";

    [Fact]
    public void The_measured_header_is_read()
    {
        var message = Assert.Single(MessageExport.Read(
            Header + "AC1,CN1,\"Thanks, all\",2025-09-02T21:05:34.885Z,+15555550100,+15555550123,incoming,2025-09-02T21:05:35Z\n").Messages);

        Assert.Equal(("AC1", "CN1", "Thanks, all"), (message.Id, message.ConversationId, message.Body));
        Assert.Equal(new DateTimeOffset(2025, 9, 2, 21, 5, 34, 885, TimeSpan.Zero), message.At);
        Assert.Equal(("+15555550123", "+15555550100"), (message.From, Assert.Single(message.To)));
        Assert.True(message.IsIncoming);
    }

    [Fact]
    public void The_older_header_in_any_order_and_case_is_read()
    {
        var message = Assert.Single(MessageExport.Read(
            "\uFEFFID,ConversationBody,direction,from,to,sentAt\r\nAC1,hi,outgoing,+15555550100,+15555550123,2025-09-02T21:05:34Z\r\n").Messages);

        Assert.Equal(("AC1", "hi", null, false), (message.Id, message.Body, message.ConversationId, message.IsIncoming));
    }

    [Theory]
    [InlineData("1.9027E+10")]
    [InlineData("")]
    public void Where_sentAt_is_no_time_createdAt_counts(string sentAt) => Assert.Equal(
        new DateTimeOffset(2025, 9, 2, 21, 5, 35, TimeSpan.Zero),
        Assert.Single(Read(row: $"AC1,CN1,hi,{sentAt},+15555550100,+15555550123,incoming,2025-09-02T21:05:35Z").Messages).At);

    [Theory]
    [InlineData("\"two\nlines\"", "two\nlines")]
    [InlineData("\"two\r\nlines\"", "two\r\nlines")]
    [InlineData("a lone\rreturn", "a lone\rreturn")]
    [InlineData("\"he said \"\"hi\"\"\"", "he said \"hi\"")]
    [InlineData("", "")]
    [InlineData("👍", "👍")]
    public void A_body_is_kept_to_the_letter(string field, string body) => Assert.Equal(
        body,
        Assert.Single(Read(row: $"AC1,CN1,{field},2025-09-02T21:05:35Z,+15555550100,+15555550123,incoming,2025-09-02T21:05:35Z").Messages).Body);

    [Fact]
    public void A_group_has_several_recipients()
    {
        var export = Read(row: "AC1,CN1,hi,2025-09-02T21:05:35Z,\"+15555550123, +15555550124\",+15555550100,outgoing,2025-09-02T21:05:35Z");

        Assert.Equal(["+15555550123", "+15555550124"], Assert.Single(export.Messages).To);
        Assert.Equal(["+15555550100"], export.OwnNumbers);
    }

    [Theory]
    [InlineData("Anonymous", "Anonymous")]
    [InlineData("15555550123", "+15555550123")]
    [InlineData("5555550123", "+15555550123")]
    [InlineData("(555) 555-0123", "+15555550123")]
    [InlineData("1.5555550123E+10", "+15555550123")]
    [InlineData("+442079460123", "+442079460123")]
    public void A_number_that_can_be_restored_is(string field, string number) => Assert.Equal(
        number,
        Assert.Single(Read(row: $"AC1,CN1,hi,2025-09-02T21:05:35Z,+15555550100,{field},incoming,2025-09-02T21:05:35Z").Messages).From);

    [Theory]
    [InlineData("AC1,CN1,hi,2025-09-02T21:05:35Z,+15555550100,1.55556E+10,incoming,2025-09-02T21:05:35Z")]
    [InlineData("AC1,CN1,hi,2025-09-02T21:05:35Z,+15555550100,,incoming,2025-09-02T21:05:35Z")]
    [InlineData("AC1,CN1,hi,soon,+15555550100,+15555550123,incoming,later")]
    [InlineData("AC1,CN1,hi,2025-09-02T21:05:35Z,+15555550100,+15555550123,sideways,2025-09-02T21:05:35Z")]
    public void A_row_that_cannot_be_used_is_named(string row)
    {
        var export = Read(row);

        Assert.Empty(export.Messages);
        Assert.Equal(2, Assert.Single(export.Skipped).Row);
    }

    [Theory]
    [InlineData("")]
    [InlineData("id,conversationId,duration,to,from,direction,createdAt\n")]
    public void Another_file_is_refused(string text) => Assert.ThrowsAny<FormatException>(() => MessageExport.Read(text));

    private static MessageExport Read(string row) => MessageExport.Read($"{Header}{row}\n");
}
