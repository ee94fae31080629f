using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Patterns;

namespace PatternFunctions.Functions;

public sealed class DismissSimilarPattern(PatternEditor editor)
{
    [Function(nameof(DismissSimilarPattern))]
    [Requires(Role.Admin)]
    [Operation("Says that a pattern asks something else than the one it is like", Answer = typeof(PatternState), Problems = ["404 not-found", "412 changed"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/patterns/{id:long}/similar/dismiss")] HttpRequest request, long id,
        CancellationToken cancellationToken) =>
        PatternResult.Of(request, await editor.DismissSimilarAsync(id, PatternResult.IfMatch(request), Caller.Of(request), cancellationToken));
}
