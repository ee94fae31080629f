using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Review;

namespace PatternFunctions.Functions;

public sealed class GetQueueItem(ReviewQueue queue)
{
    [Function(nameof(GetQueueItem))]
    [Requires(Role.Operator)]
    [Operation("One item of the queue", Answer = typeof(QueueItem), Problems = ["404 not-found"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/queue/{id:long}")] HttpRequest request, long id,
        CancellationToken cancellationToken) =>
        await queue.FindAsync(id, cancellationToken) is { } item
            ? TypedResults.Json(item, ReviewJson.Default.QueueItem)
            : Problems.NotFound("item");
}
