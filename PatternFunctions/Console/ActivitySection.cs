using System.Globalization;
using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Insights;
using PatternFunctions.WebConsole.Activity;

namespace PatternFunctions.WebConsole;

/// <summary>What was asked and what became of it.</summary>
public sealed class ActivitySection(Pages pages, History history, AnswersGiven answers, Unanswered unanswered, Customers customers) : IConsoleSection
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
        var page = query.Outcome is ActivityModel.Unanswered
            ? new HistoryPage(await unanswered.ListAsync(cancellationToken), NextCursor: null)
            : await history.ListAsync(query, Cursor.Parse(visit.Query("after") ?? "") ?? Cursor.Top, cancellationToken);
        var people = await customers.OfAsync(page.Items.Select(entry => entry.ConversationId), cancellationToken);
        var given = await answers.OfAsync(page.Items.Select(entry => entry.Id), cancellationToken);
        return await pages.ShowAsync<ActivityView, ActivityModel>(visit, new ActivityModel
        {
            Rows = [.. page.Items.Select(entry => RowOf(entry, people.GetValueOrDefault(entry.ConversationId), given.GetValueOrDefault(entry.Id)))],
            Mode = query.Mode,
            Outcome = query.Outcome,
            PatternId = query.PatternId,
            Next = page.NextCursor is null ? null : visit.With("after", page.NextCursor),
        }, cancellationToken);
    }

    private static ActivityRow RowOf(HistoryEntry entry, Customer? customer, AnswerGiven? given)
    {
        var decision = Explanations.ReadDecision(entry.Reasons.GetRawText());
        var reply = entry.Outcome is "approved" or "modified" or "sent" or "confirmed" or "contradicted" ? entry.Response : null;
        return new ActivityRow
        {
            Id = entry.Id,
            At = entry.CreatedAt,
            Customer = CustomerName.Of(customer),
            ConversationId = entry.ConversationId,
            Question = entry.CustomerMessage,
            Mode = entry.ExecutionMode,
            Fate = Fates.Of(entry.ExecutionMode, entry.WouldMode, entry.Outcome, entry.Operator, entry.CustomerMessage, decision, given),
            Reply = reply,
            Sentence = decision is null || reply is not null ? null : Explanations.SentenceOf(decision),
            PatternId = entry.PatternId,
        };
    }
}
