using System.Text.Json;
using System.Text.RegularExpressions;

namespace PatternFunctions.Tests.Storage;

/// <summary>A statement and the shape of its plan: kinds of nodes, indexes and tables, without costs and conditions.</summary>
internal sealed partial record StatementPlan(string Statement, IReadOnlyList<string> Nodes, IReadOnlyList<string> TablesReadWhole)
{
    private const int ShownOfStatement = 150;

    public static StatementPlan Read(string statement, string json)
    {
        using var document = JsonDocument.Parse(json);
        List<string> nodes = [], whole = [];
        Add(document.RootElement[0].GetProperty("Plan"), depth: 1);
        var words = Space().Replace(statement, " ").Trim();
        return new StatementPlan(words.Length > ShownOfStatement ? words[..ShownOfStatement] + " …" : words, nodes, whole);

        void Add(JsonElement plan, int depth)
        {
            var kind = Text(plan, "Node Type")!;
            var name = Text(plan, "Subplan Name") is { } subplan ? $"{subplan}: " : "";
            var operation = kind is "ModifyTable" ? Text(plan, "Operation") : kind;
            nodes.Add(new string(' ', 2 * depth) + name + string.Join(' ', new[] { operation, Text(plan, "Index Name"), Text(plan, "Relation Name") }.OfType<string>()));
            if (kind is "Seq Scan")
            {
                whole.Add(Text(plan, "Relation Name")!);
            }

            if (plan.TryGetProperty("Plans", out var plans))
            {
                foreach (var below in plans.EnumerateArray())
                {
                    Add(below, depth + 1);
                }
            }
        }
    }

    public override string ToString() => string.Join('\n', Nodes.Prepend(Statement));

    private static string? Text(JsonElement plan, string property) => plan.TryGetProperty(property, out var value) ? value.GetString() : null;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
