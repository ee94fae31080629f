using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Review;

namespace PatternFunctions.Functions;

public sealed class ListQueue(QueueList queue)
{
    [Function(nameof(ListQueue))]
    [Requires(Role.Operator)]
    [Operation("What waits for operators, or what became of it", Query = typeof(ListQueueQuery), Answer = typeof(QueuePage))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/queue")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (query, problem) = RequestQuery.Read(request, ReviewJson.Default.ListQueueQuery);
        if (problem is not null)
        {
            return problem;
        }

        var cursor = query!.Cursor is null ? null : Cursor.Parse(query.Cursor);
        return query.Cursor is not null && cursor is null
            ? Problems.InvalidCursor
            : TypedResults.Json(await queue.ListAsync(query, cursor, cancellationToken), ReviewJson.Default.QueuePage);
    }
}
