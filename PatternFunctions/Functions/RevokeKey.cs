using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;

namespace PatternFunctions.Functions;

public sealed class RevokeKey(AccessKeys keys)
{
    [Function(nameof(RevokeKey))]
    [Requires(Role.Admin)]
    [Operation("Revokes an access key, for good", Answer = typeof(AccessKey), Problems = ["404 not-found"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/keys/{id:long}/revoke")] HttpRequest request, long id,
        CancellationToken cancellationToken) =>
        await keys.RevokeAsync(id, Caller.Of(request), cancellationToken) is { } key
            ? TypedResults.Json(key, AccessJson.Default.AccessKey)
            : Problems.NotFound("key");
}
