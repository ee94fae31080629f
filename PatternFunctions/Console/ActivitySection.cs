using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Insights;
using PatternFunctions.WebConsole.Activity;

namespace PatternFunctions.WebConsole;

/// <summary>What was asked and what became of it.</summary>
public sealed class ActivitySection(Pages pages, History history, Customers customers) : IConsoleSection
{
    private const int PageSize = 40;

    public IReadOnlyList<ConsoleRoute> Routes => [ConsoleRoute.Get("activity", ShowAsync)];

    private async Task<IResult> ShowAsync(Visit visit, CancellationToken cancellationToken)
    {
        var query = new HistoryQuery
        {
            Mode = visit.Query("mode"),
            Outcome = visit.Query("outcome"),
            PatternId = long.TryParse(visit.Query("pattern"), NumberStyles.None, CultureInfo.InvariantCulture, out var pattern) ? pattern : null,
            Limit = PageSize,
        };
        var page = await history.ListAsync(query, Cursor.Parse(visit.Query("after") ?? "") ?? Cursor.Top, cancellationToken);
        var people = await customers.OfAsync(page.Items.Select(entry => entry.ConversationId), cancellationToken);
        return await pages.ShowAsync<ActivityView, ActivityModel>(visit, new ActivityModel
        {
            Rows = [.. page.Items.Select(entry => RowOf(entry, people.GetValueOrDefault(entry.ConversationId)))],
            Mode = query.Mode,
            Outcome = query.Outcome,
            PatternId = query.PatternId,
            Next = page.NextCursor is null ? null : visit.With("after", page.NextCursor),
        }, cancellationToken);
    }

    private static ActivityRow RowOf(HistoryEntry entry, Customer? customer) => new()
    {
        At = entry.CreatedAt,
        Customer = CustomerName.Of(customer),
        ConversationId = entry.ConversationId,
        Question = entry.CustomerMessage,
        Mode = entry.ExecutionMode,
        Fate = Threads.FateOf(entry.ExecutionMode, entry.WouldMode, entry.Outcome, entry.Operator),
        Sentence = entry.Reasons.ValueKind is JsonValueKind.Object && entry.Reasons.TryGetProperty("sentence", out var sentence) ? sentence.GetString() : null,
        PatternId = entry.PatternId,
    };
}
