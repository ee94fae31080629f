using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Review;

namespace PatternFunctions.Functions;

public sealed class ApproveQueueItem(ReviewQueue queue)
{
    [Function(nameof(ApproveQueueItem))]
    [Requires(Role.Operator)]
    [Operation("Sends the proposed response as it stands", Answer = typeof(QueueItem), Problems = ["404 not-found", "409 already-decided", "409 not-sending", "422 blanks", "422 key-reused"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/queue/{id:long}/approve")] HttpRequest request, long id,
        CancellationToken cancellationToken)
    {
        var (key, problem) = IdempotencyKey.Read(request);
        return problem ?? VerdictResult.Of(await queue.ApproveAsync(id, Caller.Of(request), key, cancellationToken));
    }
}
