using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Replies;

namespace PatternFunctions.Functions;

public sealed class CancelReply(RepliesUnderWay replies)
{
    [Function(nameof(CancelReply))]
    [Requires(Role.Operator)]
    [Operation("Keeps a scheduled text back, and takes the approval back with it if it was approved", Answer = typeof(ReplyUnderWay), Problems = ["404 not-found", "409 too-late"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/replies/{id:long}/cancel")] HttpRequest request, long id,
        CancellationToken cancellationToken) =>
        await replies.CancelAsync(id, Caller.Of(request), cancellationToken) switch
        {
            { IsCancelled: true, Reply: var reply } => TypedResults.Json(reply, RepliesJson.Default.ReplyUnderWay),
            { Reply: var reply } => Problems.Of(
                "too-late", StatusCodes.Status409Conflict, "Too late", $"This reply is {reply.Status}.", new() { ["reply_status"] = reply.Status }),
            null => Problems.NotFound("reply"),
        };
}
