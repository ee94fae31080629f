using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Review;

namespace PatternFunctions.Functions;

public sealed class RejectQueueItem(ReviewQueue queue)
{
    [Function(nameof(RejectQueueItem))]
    [Requires(Role.Operator)]
    [Operation("Sends nothing, and takes confidence from the pattern", Body = typeof(RejectRequest), Answer = typeof(QueueItem), Problems = ["404 not-found", "409 already-decided", "422 key-reused"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/queue/{id:long}/reject")] HttpRequest request, long id,
        CancellationToken cancellationToken)
    {
        var (key, problem) = IdempotencyKey.Read(request);
        var (body, bodyProblem) = await RequestBody.ReadAsync(request, ReviewJson.Default.RejectRequest, cancellationToken);
        return problem ?? bodyProblem ?? VerdictResult.Of(await queue.RejectAsync(id, body!.Reason, Caller.Of(request), key, cancellationToken));
    }
}
