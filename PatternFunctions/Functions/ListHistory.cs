using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Insights;

namespace PatternFunctions.Functions;

public sealed class ListHistory(History history)
{
    [Function(nameof(ListHistory))]
    [Requires(Role.Operator)]
    [Operation("What was asked and what became of it, newest first", Query = typeof(HistoryQuery), Answer = typeof(HistoryPage))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/history")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (query, problem) = RequestQuery.Read(request, InsightsJson.Default.HistoryQuery);
        return problem is not null ? problem
            : (query!.Cursor is null ? Cursor.Top : Cursor.Parse(query.Cursor)) is { } cursor
                ? TypedResults.Json(await history.ListAsync(query, cursor, cancellationToken), InsightsJson.Default.HistoryPage)
                : Problems.InvalidCursor;
    }
}
