using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Review;

namespace PatternFunctions.Functions;

public sealed class CancelQueueItem(ReviewQueue queue)
{
    [Function(nameof(CancelQueueItem))]
    [Requires(Role.Operator)]
    [Operation("Puts an item aside without a verdict", Answer = typeof(QueueItem), Problems = ["404 not-found", "409 already-decided", "422 key-reused"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/queue/{id:long}/cancel")] HttpRequest request, long id,
        CancellationToken cancellationToken)
    {
        var (key, problem) = IdempotencyKey.Read(request);
        return problem ?? VerdictResult.Of(await queue.CancelAsync(id, Caller.Of(request), key, cancellationToken));
    }
}
