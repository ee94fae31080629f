using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Patterns;

namespace PatternFunctions.Functions;

public sealed class DismissSimilar(PatternEditor editor)
{
    [Function(nameof(DismissSimilar))]
    [Requires(Role.Admin)]
    [Operation("Says that a pattern asks something else than the one it resembles", Answer = typeof(PatternState), Problems = ["404 not-found", "412 changed"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/patterns/{id:long}/dismiss-similar")] HttpRequest request, long id,
        CancellationToken cancellationToken) =>
        PatternResult.Of(request, await editor.DismissSimilarAsync(id, PatternResult.IfMatch(request), Caller.Of(request), cancellationToken));
}
