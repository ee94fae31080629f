using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Review;

namespace PatternFunctions.Functions;

public sealed class RejectQueueItem(ReviewQueue queue)
{
    [Function(nameof(RejectQueueItem))]
    [Requires(Role.Operator)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/queue/{id:long}/reject")] HttpRequest request, long id,
        CancellationToken cancellationToken)
    {
        var (body, problem) = await RequestBody.ReadAsync(request, ReviewJson.Default.RejectRequest, cancellationToken);
        return problem ?? VerdictResult.Of(
            await queue.RejectAsync(id, body!.Reason, Caller.Of(request).Name, cancellationToken));
    }
}
