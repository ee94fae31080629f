using System.Globalization;
using CsvHelper;

namespace PatternFunctions.Imports;

/// <summary>Where the columns are, by their names: exports differ in order and case. Reads a row of either kind.</summary>
/// <remarks>
/// Known headers: <c>id,conversationId,body,sentAt,to,from,direction,createdAt</c>, the older
/// <c>id,conversationBody,direction,from,to,sentAt</c>, the contacts'
/// <c>id,userId,firstName,lastName,company,sharedWith,phone_number_1,email_1</c>; the users' is taken for what the API has:
/// <c>id,email,firstName,lastName,role</c>.
/// </remarks>
internal sealed class ExportColumns
{
    private const string Expected =
        "Expected is OpenPhone's export of messages, with the columns id, body (or conversationBody), direction, from, to and sentAt or createdAt; "
        + "or its export of contacts, with id, firstName, lastName and phone_number_1; or of users, with id, email, firstName and lastName.";

    private const int MostPhones = 10;

    /// <summary>What is longer would not fit an index.</summary>
    private const int LongestId = 128;
    private const int MostRecipients = 20;

    private readonly CsvReader csv;
    private readonly int id, conversationId, body, direction, from, to, sentAt, createdAt, firstName, lastName, fullName;
    private readonly int[] phones;

    /// <exception cref="WrongFileException">The header is another one.</exception>
    public ExportColumns(CsvReader csv)
    {
        this.csv = csv;
        (id, conversationId) = (Find("id"), Find("conversationId"));
        (body, direction, from, to) = (Find("body", "conversationBody"), Find("direction"), Find("from"), Find("to"));
        (sentAt, createdAt) = (Find("sentAt"), Find("createdAt"));
        (firstName, lastName, fullName) = (Find("firstName"), Find("lastName"), Find("name"));
        phones = [.. Enumerable.Range(1, MostPhones).Select(number => Find(string.Create(CultureInfo.InvariantCulture, $"phone_number_{number}"))).Where(column => column >= 0)];
        Kind = body >= 0 && direction >= 0 && from >= 0 && to >= 0 && Math.Max(sentAt, createdAt) >= 0 ? ExportKind.Messages
            : id >= 0 && Math.Max(firstName, lastName) >= 0 && phones.Length > 0 ? ExportKind.Contacts
            : id >= 0 && Math.Max(Math.Max(firstName, lastName), fullName) >= 0 && Math.Max(Find("email"), Find("role")) >= 0 ? ExportKind.Users
            : throw new WrongFileException(
                (Find("duration") >= 0 ? "This is the export of calls. " : csv.Headers.Count == 0 ? "The file is empty. " : "This is no export that is known. ") + Expected);
    }

    public ExportKind Kind { get; }

    public ExportRow Read()
    {
        var (row, line) = (csv.RowNumber + 1, csv.LineNumber);
        if (csv.FieldCount != csv.Headers.Count)
        {
            return new(row, line, Problem: $"it has {csv.FieldCount} fields instead of {csv.Headers.Count}");
        }

        return Kind switch
        {
            ExportKind.Messages => ReadMessage(row, line),
            ExportKind.Contacts => ReadContact(row, line),
            _ => ReadUser(row, line),
        };
    }

    private ExportRow ReadMessage(long row, long line)
    {
        // In some exports sentAt is no time ("1.9027E+10"); createdAt is.
        var (sender, at) = (ExportedNumber.Restore(Word(from)), Time(sentAt) ?? Time(createdAt));
        var recipients = Recipients();
        var (idText, way, conversationText) = (Word(id), Word(direction), Word(conversationId));
        var problem = way is not ("incoming" or "outgoing") ? "direction is neither incoming nor outgoing"
            : at is null ? "neither sentAt nor createdAt is a time"
            : sender is null || recipients is null ? "a number is missing, or a spreadsheet has cut its digits"
            : idText.Length > LongestId || sender.Length > LongestId || recipients.Length > MostRecipients || recipients.Any(number => number.Length > LongestId)
                ? "its id or a number is longer than any of OpenPhone's"
            : null;
        return problem is not null ? new(row, line, Problem: problem) : new(row, line, new ExportedMessage
        {
            Id = idText.Length > 0 ? idText : null,
            ConversationId = conversationText.Length > 0 ? conversationText : null,
            Body = Text(body),
            At = at!.Value,
            From = sender!,
            To = recipients!,
            IsIncoming = way is "incoming",
        });
    }

    private ExportRow ReadContact(long row, long line)
    {
        string[] numbers = [.. phones.Select(Word).Where(text => text.Length > 0).Select(ExportedNumber.Restore).OfType<string>().Where(OpenPhone.PhoneNumber.IsE164)];
        var problem = Word(id).Length is 0 or > LongestId ? "it has no id" : numbers.Length == 0 ? "it has no telephone number" : null;
        return problem is not null ? new(row, line, Problem: problem) : new(row, line, Contact: new ExportedContact(Word(id), Name(firstName), Name(lastName), numbers));
    }

    private ExportRow ReadUser(long row, long line)
    {
        var name = Name(fullName) ?? string.Join(' ', new[] { Name(firstName), Name(lastName) }.OfType<string>());
        var problem = Word(id).Length is 0 or > LongestId ? "it has no id" : name.Length == 0 ? "it has no name" : null;
        return problem is not null ? new(row, line, Problem: problem) : new(row, line, User: new ExportedUser(Word(id), name));
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
