using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Review;

namespace PatternFunctions.Functions;

public sealed class ApproveQueueItem(ReviewQueue queue)
{
    [Function(nameof(ApproveQueueItem))]
    [Requires(Role.Operator)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/queue/{id:long}/approve")] HttpRequest request, long id,
        CancellationToken cancellationToken) =>
        VerdictResult.Of(await queue.ApproveAsync(id, Caller.Of(request).Name, cancellationToken));
}
