using PatternFunctions.Playground.Scenario;
using Spectre.Console;

namespace PatternFunctions.Playground.Terminal;

/// <summary>A statement and its result, as psql would show them.</summary>
internal static class SqlView
{
    private const int BorderWidth = 3;

    public static void Show(Screen screen, SqlOutcome outcome)
    {
        // Not indented under the texts: a statement is there to be copied.
        screen.Line($"  => {PlainText.Of(outcome.Statement)}", Look.Person);
        if (outcome.Columns.Count > 0)
        {
            var widths = Widths(outcome, screen.Width);
            var table = new Table().Border(TableBorder.Minimal).BorderStyle(Look.Quiet);
            foreach (var column in outcome.Columns)
            {
                table.AddColumn(new TableColumn(new Text(column, Look.Admin)));
            }

            foreach (var row in outcome.Rows)
            {
                table.AddRow(row.Select((value, column) => new Text(Shorten(PlainText.Of(value), widths[column]))));
            }

            screen.Write(table);
        }

        screen.Line($"  {outcome.Result}", Look.Admin);
    }

    /// <summary>Takes from the widest columns until all fit on a line: a row of text per row of the table.</summary>
    private static int[] Widths(SqlOutcome outcome, int room)
    {
        int[] least = [.. outcome.Columns.Select(column => column.Length)];
        int[] widths = [.. least.Select((width, column) => outcome.Rows.Select(row => row[column].Length).Append(width).Max())];
        while (widths.Sum() + (widths.Length * BorderWidth) + 1 > room)
        {
            var (width, widest) = widths.Select((width, column) => (Width: width > least[column] ? width : 0, column)).Max();
            if (width == 0)
            {
                break;
            }

            widths[widest]--;
        }

        return widths;
    }

    private static string Shorten(string value, int width) => value.Length <= width ? value : $"{value[..(width - 1)]}…";
}
