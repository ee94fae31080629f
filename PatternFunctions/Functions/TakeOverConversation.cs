using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PatternFunctions.Access;
using PatternFunctions.Conversations;

namespace PatternFunctions.Functions;

public sealed class TakeOverConversation(Takeover takeover)
{
    [Function(nameof(TakeOverConversation))]
    [Requires(Role.Operator)]
    [Operation("Keeps automation out of a conversation", OptionalBody = typeof(TakeoverRequest), Answer = typeof(ConversationHold), Problems = ["404 not-found"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/conversations/{id:long}/takeover")] HttpRequest request, long id,
        CancellationToken cancellationToken)
    {
        // A button sends no body.
        var (body, problem) = request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true }
            ? await RequestBody.ReadAsync(request, ConversationsJson.Default.TakeoverRequest, cancellationToken)
            : (new TakeoverRequest(Minutes: null), null);
        return problem ?? HoldResult.Of(await takeover.TakeAsync(id, body!.Minutes, Caller.Of(request), cancellationToken));
    }
}
