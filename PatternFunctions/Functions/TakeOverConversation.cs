using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Conversations;

namespace PatternFunctions.Functions;

public sealed class TakeOverConversation(Takeover takeover)
{
    [Function(nameof(TakeOverConversation))]
    [Requires(Role.Operator)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/conversations/{id:long}/takeover")] HttpRequest request, long id,
        CancellationToken cancellationToken)
    {
        var (body, problem) = request.ContentLength is null or 0
            ? (new TakeoverRequest(Minutes: null), null)
            : await RequestBody.ReadAsync(request, ConversationsJson.Default.TakeoverRequest, cancellationToken);
        return problem
            ?? (body!.Minutes is < 1 or > Takeover.MaxMinutes ? Problems.Invalid($"Minutes are 1 to {Takeover.MaxMinutes}.")
                : HoldResult.Of(await takeover.TakeAsync(id, body.Minutes, Caller.Of(request).Name, cancellationToken)));
    }
}
