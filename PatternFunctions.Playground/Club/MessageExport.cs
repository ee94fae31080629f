using System.Globalization;
using System.Text.RegularExpressions;
using CsvHelper;

namespace PatternFunctions.Playground.Club;

/// <summary>The messages of OpenPhone's own export, oldest first.</summary>
/// <remarks>
/// Two headers are known: <c>id,conversationId,body,sentAt,to,from,direction,createdAt</c>, and the older
/// <c>id,conversationBody,direction,from,to,sentAt</c>.
/// </remarks>
public sealed partial record MessageExport(IReadOnlyList<ExportedMessage> Messages, IReadOnlyList<SkippedRow> Skipped)
{
    /// <summary>A character of the private use area, which no telephone sends.</summary>
    private const char HiddenReturn = '\uE00D';

    /// <summary>The business's own numbers, the busiest first.</summary>
    public IReadOnlyList<string> OwnNumbers =>
    [
        .. Messages
            .SelectMany(message => message.IsIncoming ? message.To.Count == 1 ? message.To : [] : [message.From])
            .CountBy(number => number)
            .OrderByDescending(count => count.Value)
            .Select(count => count.Key),
    ];

    /// <exception cref="FormatException">It is no message export.</exception>
    public static MessageExport Read(string text)
    {
        using var csv = CsvReader.FromText(HideLoneReturns(text), new CsvReaderOptions { Separator = ',' });
        csv.ReadHeader();
        if ((Column(csv, "body") ?? Column(csv, "conversationBody"), Column(csv, "direction"), Column(csv, "from"), Column(csv, "to"))
            is not ({ } body, { } direction, { } from, { } to))
        {
            throw new FormatException("This is no message export: its header lacks body (or conversationBody), direction, from or to.");
        }

        var (id, conversationId, sentAt, createdAt) =
            (Column(csv, "id"), Column(csv, "conversationId"), Column(csv, "sentAt"), Column(csv, "createdAt"));
        List<ExportedMessage> messages = [];
        List<SkippedRow> skipped = [];
        for (var row = 2; csv.Read(); row++)
        {
            // In some exports sentAt is no time ("1.9027E+10"); createdAt is.
            var (sender, at) = (ExportedNumber.Restore(Text(csv, from)), Time(csv, sentAt) ?? Time(csv, createdAt));
            List<string?> recipients = [.. Text(csv, to).Split(',').Select(ExportedNumber.Restore)];
            var reason = Text(csv, direction) is not ("incoming" or "outgoing") ? "direction is neither incoming nor outgoing"
                : at is null ? "neither sentAt nor createdAt is a time"
                : sender is null || recipients.Contains(null) ? "a number is missing, or a spreadsheet has cut its digits"
                : null;
            if (reason is not null)
            {
                skipped.Add(new SkippedRow(row, reason));
                continue;
            }

            messages.Add(new ExportedMessage
            {
                Id = Text(csv, id) is { Length: > 0 } idText ? idText : null,
                ConversationId = Text(csv, conversationId) is { Length: > 0 } conversationText ? conversationText : null,
                Body = csv.GetString(body).Replace(HiddenReturn, '\r'),
                At = at!.Value,
                From = sender!,
                To = [.. recipients.Select(number => number!)],
                IsIncoming = Text(csv, direction) == "incoming",
            });
        }

        return new MessageExport([.. messages.OrderBy(message => message.At)], skipped);
    }

    /// <summary>A body may hold a lone CR without quotes, which would end the row; the header shows what really ends rows.</summary>
    private static string HideLoneReturns(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var rowsEndInReturn = end >= 0 && text[end] == '\r' && (end + 1 == text.Length || text[end + 1] != '\n');
        return rowsEndInReturn ? text : LoneReturn().Replace(text, HiddenReturn.ToString());
    }

    private static int? Column(CsvReader csv, string name) => csv.TryGetFieldIndex(name, out var index) ? index : null;

    private static string Text(CsvReader csv, int? column) => column is { } index ? csv.GetString(index).Trim() : string.Empty;

    private static DateTimeOffset? Time(CsvReader csv, int? column) =>
        DateTimeOffset.TryParse(
            Text(csv, column), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    [GeneratedRegex(@"\r(?!\n)")]
    private static partial Regex LoneReturn();
}
