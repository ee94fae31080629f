using PatternFunctions.Playground.Terminal;
using Spectre.Console;

namespace PatternFunctions.Playground.Interactive;

/// <summary>What <see cref="Prompt"/> understands.</summary>
internal static class Commands
{
    public static Grid Table()
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(2).PadRight(2)).AddColumn();
        foreach (var (form, meaning) in new[]
        {
            ("c NAME TEXT", "a customer texts, such as: c Maya What time do you close tonight? (a new name is a new customer)"),
            ("o NAME TEXT", "you answer as an operator in OpenPhone's app: this is what it learns from"),
            ("q", "what waits for an operator"),
            ("a N · m N TEXT · r N [WHY]", "approve, change or reject proposal N"),
            ("t 10m", "let time pass (s, m, h, d)"),
            ("i FILE.csv", "bring a history in: OpenPhone's export of messages, contacts or users"),
            ("p", "the patterns"),
            ("sql [STATEMENT]", "run SQL, or show the connection string"),
            ("help · quit", ""),
        })
        {
            grid.AddRow(new Text(form, Look.Person), new Text(meaning, Look.Quiet));
        }

        return grid;
    }
}
