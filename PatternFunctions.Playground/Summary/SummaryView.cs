using System.Globalization;
using PatternFunctions.Playground.Scenario;
using PatternFunctions.Playground.Terminal;
using Spectre.Console;

namespace PatternFunctions.Playground.Summary;

internal static class SummaryView
{
    private const string PatternsByConfidence =
        "SELECT pattern_type, trigger_text, confidence_score, execution_count, is_active, auto_executable FROM decision_patterns ORDER BY confidence_score DESC;";

    public static async Task ShowAsync(Screen screen, AdminSql admin, DaySummary summary, CancellationToken cancellationToken)
    {
        screen.Line();
        screen.Write(new Rule("[bold]The summary[/]").LeftJustified().RuleStyle(Look.Quiet));
        screen.Line();
        SqlView.Show(screen, await admin.RunAsync(PatternsByConfidence, cancellationToken));
        screen.Line();

        var lines = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().RightAligned().NoWrap()).AddColumn();
        foreach (var line in summary.Lines)
        {
            lines.AddRow(
                new Text(line.What, Look.Person),
                new Text(line.Count.ToString(CultureInfo.InvariantCulture), Look.Person),
                new Text(line.Detail, Look.Quiet));
        }

        screen.Write(lines);
        screen.Line();
        foreach (var check in summary.Checks)
        {
            var numbers = check.Holds
                ? check.Found.ToString(CultureInfo.InvariantCulture)
                : string.Create(CultureInfo.InvariantCulture, $"expected {check.Expected}, found {check.Found}");
            screen.Line($"{(check.Holds ? "✓" : "✗")} {check.What}: {numbers}", check.Holds ? Look.Good : Look.Bad);
        }

        screen.Line();
        screen.Line(summary.AddsUp ? "It adds up." : "IT DOES NOT ADD UP.", summary.AddsUp ? Look.Good : Look.Bad);
    }
}
