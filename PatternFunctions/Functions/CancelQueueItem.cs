using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Review;

namespace PatternFunctions.Functions;

public sealed class CancelQueueItem(ReviewQueue queue)
{
    [Function(nameof(CancelQueueItem))]
    [Requires(Role.Operator)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/queue/{id:long}/cancel")] HttpRequest request, long id,
        CancellationToken cancellationToken) =>
        VerdictResult.Of(await queue.CancelAsync(id, Caller.Of(request).Name, cancellationToken));
}
