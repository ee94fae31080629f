using System.Text;
using PatternFunctions.Imports;

namespace PatternFunctions.Tests.Imports;

public sealed class ExportFileTests
{
    private const string Header = "id,conversationId,body,sentAt,to,from,direction,createdAt\n";

    private const string Row = "AC1,CN1,\"Où est-ce? 👍\nhere\",2025-09-02T21:05:34.885Z,+15555550100,+15555550123,incoming,2025-09-02T21:05:35Z\n";

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", false)]
    [InlineData("utf-16BE", true)]
    public async Task Every_encoding_is_recognised_with_and_without_its_mark(string name, bool hasMark)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] content = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Header + Row)];

        var row = Assert.Single(await ReadAsync(content));

        Assert.Equal(("AC1", "Où est-ce? 👍\nhere", "+15555550123"), (row.Message!.Id, row.Message.Body, row.Message.From));
        Assert.Equal((2, 2), (row.Row, row.Line));
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    public async Task A_separator_of_a_spreadsheet_is_recognised(char separator)
    {
        var text = Header.Replace(',', separator) + string.Join(separator, "AC1", "CN1", "Yes, we do; come in", "2025-09-02T21:05:34Z", "+15555550123", "+15555550100", "outgoing", "2025-09-02T21:05:34Z")
            .Replace("Yes, we do; come in", "\"Yes, we do; come in\"", StringComparison.Ordinal);

        Assert.Equal("Yes, we do; come in", Assert.Single(await ReadAsync(text)).Message!.Body);
    }

    [Theory]
    [InlineData("one\rtwo", "one\rtwo")]
    [InlineData("\r", "\r")]
    [InlineData("\"one\r\ntwo\rthree\"", "one\r\ntwo\rthree")]
    public async Task A_lone_return_stays_within_its_body(string field, string body)
    {
        Assert.Equal(body, Assert.Single(await ReadAsync($"{Header}AC1,CN1,{field},2025-09-02T21:05:34Z,+15555550100,+15555550123,incoming,\n")).Message!.Body);
    }

    [Fact]
    public async Task Where_all_rows_end_in_a_return_they_do()
    {
        var rows = await ReadAsync((Header + Row + Row.Replace("AC1", "AC2", StringComparison.Ordinal)).Replace('\n', '\r'));

        Assert.Equal(["AC1", "AC2"], rows.Select(row => row.Message!.Id));
    }

    [Theory]
    [InlineData("AC1,CN1,hi,soon,+15555550100,+15555550123,incoming,later", "neither sentAt nor createdAt is a time")]
    [InlineData("AC1,CN1,hi,2025-09-02T21:05:35Z,+15555550100,1.55556E+10,incoming,", "a number is missing, or a spreadsheet has cut its digits")]
    [InlineData("AC1,CN1,hi,2025-09-02T21:05:35Z,+15555550100,+15555550123,sideways,", "direction is neither incoming nor outgoing")]
    [InlineData("AC1,CN1,hi, there,2025-09-02T21:05:35Z,+15555550100,+15555550123,incoming,", "it has 9 fields instead of 8")]
    [InlineData("AC1", "it has 1 fields instead of 8")]
    public async Task A_bad_row_is_named_with_its_line_and_the_next_is_read(string bad, string reason)
    {
        var rows = await ReadAsync(Header + Row + bad + "\n" + Row);

        Assert.Equal((4, reason, null), (rows[1].Line, rows[1].Problem, rows[1].Message));
        Assert.Equal("AC1", rows[2].Message!.Id);
    }

    [Fact]
    public async Task A_quote_that_never_closes_is_named_and_not_the_end_of_everything()
    {
        var open = $"{Header}{Row}AC2,CN1,\"never closed,2025-09-02T21:05:35Z,+15555550100,+15555550123,incoming,\n" + string.Concat(Enumerable.Repeat("AC3,CN1,x,2025-09-02T21:05:35Z,+15555550100,+15555550123,incoming,\n", 20_000));

        var rows = await ReadAsync(open);

        Assert.Equal("AC1", rows[0].Message!.Id);
        Assert.Contains("never closed", rows[^1].Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("22395", "22395")]
    [InlineData("Anonymous", "Anonymous")]
    [InlineData("GOOGLE", "GOOGLE")]
    [InlineData("1.5555550123E+10", "+15555550123")]
    public async Task Senders_that_are_no_telephones_stay_as_they_are(string field, string sender) => Assert.Equal(
        sender, Assert.Single(await ReadAsync($"{Header}AC1,CN1,hi,2025-09-02T21:05:35Z,+15555550100,{field},incoming,\n")).Message!.From);

    [Fact]
    public async Task Contacts_are_read_with_all_their_numbers()
    {
        var rows = await ReadAsync("""
            id,userId,firstName,lastName,company,sharedWith,phone_number_1,email_1,phone_number_2
            CT1,US1,Jane,Smith,,,+15555550123,jane@example.com,15555550124
            CT2,US1,,,,,,,
            """);

        Assert.Equal(("CT1", "Jane", "Smith"), (rows[0].Contact!.Id, rows[0].Contact!.FirstName, rows[0].Contact!.LastName));
        Assert.Equal(["+15555550123", "+15555550124"], rows[0].Contact!.Phones);
        Assert.Equal("it has no telephone number", rows[1].Problem);
    }

    [Fact]
    public async Task Users_are_read_with_their_names_in_one_column_or_two()
    {
        var two = await ReadAsync("id,email,firstName,lastName,role\nUS1,sam@example.com,Sam,Reed,owner\nUS2,,,,member\n");
        var one = await ReadAsync("name,role,id\nSam Reed,owner,US1\n");

        Assert.Equal(new ExportedUser("US1", "Sam Reed"), two[0].User);
        Assert.Equal("it has no name", two[1].Problem);
        Assert.Equal(new ExportedUser("US1", "Sam Reed"), one[0].User);
    }

    [Fact]
    public async Task What_was_read_before_is_passed_over()
    {
        using var file = await ExportFile.OpenAsync(new MemoryStream(Encoding.UTF8.GetBytes(Header + Row + Row + Row)), CancellationToken.None);

        var rows = await file.ReadAsync(after: 2, CancellationToken.None).ToListAsync();

        Assert.Equal([(3, 4), (4, 6)], rows.Select(row => (row.Row, row.Line)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("id,conversationId,duration,to,from,direction,createdAt\n")]
    [InlineData("a,b,c\n1,2,3\n")]
    [InlineData("PK\u0003\u0004\0\0\0")]
    public async Task Another_file_is_refused_with_what_was_expected(string text)
    {
        var refusal = await Assert.ThrowsAsync<WrongFileException>(() => ReadAsync(text));

        Assert.Contains("body (or conversationBody)", refusal.Message, StringComparison.Ordinal);
    }

    private static Task<List<ExportRow>> ReadAsync(string text) => ReadAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Through a stream that gives a few bytes at a time, so that every break falls between two of them once.</summary>
    private static async Task<List<ExportRow>> ReadAsync(byte[] content)
    {
        using var file = await ExportFile.OpenAsync(new Trickle(content), CancellationToken.None);
        List<ExportRow> rows = [];
        await foreach (var row in file.ReadAsync(after: 0, CancellationToken.None))
        {
            rows.Add(row);
        }

        Assert.True(file.BytesRead == content.Length || rows[^1].Problem is not null);
        return rows;
    }

    private sealed class Trickle(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 1000)], cancellationToken);
    }
}
