using System.Globalization;
using CsvHelper;

namespace PatternFunctions.Imports;

/// <summary>Where the columns are, by their names: exports differ in order and case. Reads a row of either kind.</summary>
/// <remarks>
/// Known headers: <c>id,conversationId,body,sentAt,to,from,direction,createdAt</c>, the older
/// <c>id,conversationBody,direction,from,to,sentAt</c>, and the contacts'
/// <c>id,userId,firstName,lastName,company,sharedWith,phone_number_1,email_1</c>.
/// </remarks>
internal sealed class ExportColumns
{
    private const string Expected =
        "Expected is OpenPhone's export of messages, with the columns id, body (or conversationBody), direction, from, to and sentAt or createdAt; "
        + "or its export of contacts, with id, firstName, lastName and phone_number_1.";

    private const int MostPhones = 10;

    /// <summary>What is longer would not fit an index.</summary>
    private const int LongestId = 128;
    private const int MostRecipients = 20;

    private readonly CsvReader csv;
    private readonly int id, conversationId, body, direction, from, to, sentAt, createdAt, firstName, lastName;
    private readonly int[] phones;

    /// <exception cref="WrongFileException">The header is another one.</exception>
    public ExportColumns(CsvReader csv)
    {
        this.csv = csv;
        (id, conversationId) = (Find("id"), Find("conversationId"));
        (body, direction, from, to) = (Find("body", "conversationBody"), Find("direction"), Find("from"), Find("to"));
        (sentAt, createdAt) = (Find("sentAt"), Find("createdAt"));
        (firstName, lastName) = (Find("firstName"), Find("lastName"));
        phones = [.. Enumerable.Range(1, MostPhones).Select(number => Find(string.Create(CultureInfo.InvariantCulture, $"phone_number_{number}"))).Where(column => column >= 0)];
        Kind = body >= 0 && direction >= 0 && from >= 0 && to >= 0 && Math.Max(sentAt, createdAt) >= 0 ? ExportKind.Messages
            : id >= 0 && Math.Max(firstName, lastName) >= 0 && phones.Length > 0 ? ExportKind.Contacts
            : throw new WrongFileException(
                (Find("duration") >= 0 ? "This is the export of calls. " : csv.Headers.Count == 0 ? "The file is empty. " : "This is no export that is known. ") + Expected);
    }

    public ExportKind Kind { get; }

    public ExportRow Read()
    {
        var (row, line) = (csv.RowNumber + 1, csv.LineNumber);
        if (csv.FieldCount != csv.Headers.Count)
        {
            return new(row, line, null, null, $"it has {csv.FieldCount} fields instead of {csv.Headers.Count}");
        }

        return Kind is ExportKind.Messages ? ReadMessage(row, line) : ReadContact(row, line);
    }

    private ExportRow ReadMessage(long row, long line)
    {
        // In some exports sentAt is no time ("1.9027E+10"); createdAt is.
        var (sender, at) = (ExportedNumber.Restore(Word(from)), Time(sentAt) ?? Time(createdAt));
        var recipients = Recipients();
        var isIncoming = Word(direction) is "incoming";
        var problem = !isIncoming && Word(direction) is not "outgoing" ? "direction is neither incoming nor outgoing"
            : at is null ? "neither sentAt nor createdAt is a time"
            : sender is null || recipients is null ? "a number is missing, or a spreadsheet has cut its digits"
            : Word(id).Length > LongestId || sender.Length > LongestId || recipients.Length > MostRecipients || recipients.Any(number => number.Length > LongestId)
                ? "its id or a number is longer than any of OpenPhone's"
            : null;
        return new(row, line, problem is not null ? null : new ExportedMessage
        {
            Id = Word(id) is { Length: > 0 } idText ? idText : null,
            ConversationId = Word(conversationId) is { Length: > 0 } conversationText ? conversationText : null,
            Body = Text(body),
            At = at!.Value,
            From = sender!,
            To = recipients!,
            IsIncoming = isIncoming,
        }, null, problem);
    }

    private ExportRow ReadContact(long row, long line)
    {
        string[] numbers = [.. phones.Select(Word).Where(text => text.Length > 0).Select(ExportedNumber.Restore).OfType<string>().Where(OpenPhone.PhoneNumber.IsE164)];
        var problem = Word(id).Length is 0 or > LongestId ? "it has no id" : numbers.Length == 0 ? "it has no telephone number" : null;
        return new(row, line, null, problem is not null ? null : new ExportedContact(Word(id), Name(firstName), Name(lastName), numbers), problem);
    }

    private string[]? Recipients()
    {
        var text = Word(to);
        if (!text.Contains(','))
        {
            return ExportedNumber.Restore(text) is { } only ? [only] : null;
        }

        var numbers = text.Split(',').Select(ExportedNumber.Restore).ToArray();
        return numbers.Contains(null) ? null : [.. numbers.OfType<string>()];
    }

    private int Find(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (csv.TryGetFieldIndex(name, out var index))
            {
                return index;
            }
        }

        return -1;
    }

    private string? Name(int column) => Text(column).Trim() is { Length: > 0 } name ? name : null;

    private string Word(int column) => column < 0 ? "" : csv.GetString(column).Trim();

    /// <summary>As it was written, but for what PostgreSQL cannot keep.</summary>
    private string Text(int column) => column < 0 ? "" : csv.GetString(column).Replace(LoneReturnStream.Hidden, '\r').Replace('\0', '\uFFFD');

    private DateTimeOffset? Time(int column) =>
        DateTimeOffset.TryParse(
            Word(column), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
}
