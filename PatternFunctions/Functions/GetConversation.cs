using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Insights;

namespace PatternFunctions.Functions;

public sealed class GetConversation(History history)
{
    [Function(nameof(GetConversation))]
    [Requires(Role.Operator)]
    [Operation("A conversation with its newest messages", Answer = typeof(ConversationView), Problems = ["404 not-found"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/conversations/{id:long}")] HttpRequest request, long id,
        CancellationToken cancellationToken) =>
        await history.FindConversationAsync(id, cancellationToken) is { } conversation
            ? TypedResults.Json(conversation, InsightsJson.Default.ConversationView)
            : Problems.NotFound("conversation");
}
