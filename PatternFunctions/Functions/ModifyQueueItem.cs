using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Review;

namespace PatternFunctions.Functions;

public sealed class ModifyQueueItem(ReviewQueue queue)
{
    [Function(nameof(ModifyQueueItem))]
    [Requires(Role.Operator)]
    [Operation("Sends what the operator made of the proposal", Body = typeof(ModifyRequest), Answer = typeof(QueueItem), Problems = ["404 not-found", "409 already-decided", "409 not-sending", "422 key-reused"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/queue/{id:long}/modify")] HttpRequest request, long id,
        CancellationToken cancellationToken)
    {
        var (key, problem) = IdempotencyKey.Read(request);
        var (body, bodyProblem) = await RequestBody.ReadAsync(request, ReviewJson.Default.ModifyRequest, cancellationToken);
        return problem ?? bodyProblem ?? VerdictResult.Of(await queue.ModifyAsync(id, body!.Response!, Caller.Of(request), key, cancellationToken));
    }
}
