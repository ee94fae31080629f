using System.Text;
using PatternFunctions.Imports;

namespace PatternFunctions.Playground.Club;

/// <summary>The messages of OpenPhone's own export, oldest first.</summary>
public sealed record MessageExport(IReadOnlyList<ExportedMessage> Messages, IReadOnlyList<SkippedRow> Skipped)
{
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
    public static MessageExport Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    /// <exception cref="FormatException">It is no message export.</exception>
    public static MessageExport Read(byte[] content)
    {
        using var file = ExportFile.Open(content);
        if (file.Kind is not ExportKind.Messages)
        {
            throw new FormatException("This is an export of contacts, and not of messages.");
        }

        var rows = file.Read().ToList();
        return new MessageExport(
            [.. rows.Select(row => row.Message).OfType<ExportedMessage>().OrderBy(message => message.At)],
            [.. rows.Where(row => row.Problem is not null).Select(row => new SkippedRow((int)row.Row, row.Problem!))]);
    }
}
