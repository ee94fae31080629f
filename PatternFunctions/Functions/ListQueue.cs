using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Review;

namespace PatternFunctions.Functions;

public sealed class ListQueue(ReviewQueue queue)
{
    private const int Limit = 100;

    [Function(nameof(ListQueue))]
    [Requires(Role.Operator)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/queue")] HttpRequest request, CancellationToken cancellationToken) =>
        TypedResults.Json(new QueuePage(await queue.ListPendingAsync(Limit, cancellationToken)), ReviewJson.Default.QueuePage);
}
