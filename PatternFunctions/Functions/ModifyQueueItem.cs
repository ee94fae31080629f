using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Review;

namespace PatternFunctions.Functions;

public sealed class ModifyQueueItem(ReviewQueue queue)
{
    [Function(nameof(ModifyQueueItem))]
    [Requires(Role.Operator)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/queue/{id:long}/modify")] HttpRequest request, long id,
        CancellationToken cancellationToken)
    {
        var (body, problem) = await RequestBody.ReadAsync(request, ReviewJson.Default.ModifyRequest, cancellationToken);
        return problem ?? VerdictResult.Of(
            await queue.ModifyAsync(id, body!.Response ?? "", Caller.Of(request).Name, cancellationToken));
    }
}
