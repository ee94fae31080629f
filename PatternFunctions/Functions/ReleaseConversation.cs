using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Conversations;

namespace PatternFunctions.Functions;

public sealed class ReleaseConversation(Takeover takeover)
{
    [Function(nameof(ReleaseConversation))]
    [Requires(Role.Operator)]
    [Operation("Lets automation into a conversation again", Answer = typeof(ConversationHold), Problems = ["404 not-found"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/conversations/{id:long}/release")] HttpRequest request, long id,
        CancellationToken cancellationToken) =>
        HoldResult.Of(await takeover.ReleaseAsync(id, Caller.Of(request), cancellationToken));
}
