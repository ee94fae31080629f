using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Replies;

namespace PatternFunctions.Functions;

/// <summary>What is about to go out, the automatic replies within their undo window among them.</summary>
public sealed class ListReplies(RepliesUnderWay replies)
{
    private const int Limit = 100;

    [Function(nameof(ListReplies))]
    [Requires(Role.Operator)]
    [Operation("What is about to go out", Answer = typeof(RepliesPage))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/replies")] HttpRequest request, CancellationToken cancellationToken) =>
        TypedResults.Json(new RepliesPage(await replies.ListAsync(Limit, cancellationToken)), RepliesJson.Default.RepliesPage);
}
