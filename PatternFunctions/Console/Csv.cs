using System.Globalization;
using System.Text;

namespace PatternFunctions.WebConsole;

/// <summary>Tables for spreadsheets (RFC 4180).</summary>
internal static class Csv
{
    public static byte[] Of(IEnumerable<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend([.. columns]))
        {
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        }

        // With a mark, or Excel takes it for another encoding.
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static string Cell(object? value)
    {
        var cell = value switch
        {
            DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            // A customer's words must not become a formula.
            string { Length: > 0 } words when words[0] is '=' or '+' or '-' or '@' or '\t' or '\r' => "'" + words,
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value?.ToString() ?? "",
        };
        return cell.AsSpan().IndexOfAny("\",\r\n") >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
    }
}
