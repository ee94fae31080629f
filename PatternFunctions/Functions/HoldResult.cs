using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Conversations;

namespace PatternFunctions.Functions;

/// <summary>The HTTP answer to a takeover or a release.</summary>
internal static class HoldResult
{
    public static IResult Of(ConversationHold? hold) => hold is null
        ? Problems.NotFound("conversation")
        : TypedResults.Json(hold, ConversationsJson.Default.ConversationHold);
}
