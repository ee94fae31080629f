using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Patterns;

namespace PatternFunctions.Functions;

public sealed class DismissPatternVersion(PatternEditor editor)
{
    [Function(nameof(DismissPatternVersion))]
    [Requires(Role.Admin)]
    [Operation("Puts a proposed text aside, not to be proposed again", Answer = typeof(PatternState), Problems = ["404 not-found", "412 changed"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/patterns/{id:long}/versions/{version:int}/dismiss")] HttpRequest request, long id, int version,
        CancellationToken cancellationToken) =>
        PatternResult.Of(request, await editor.DismissAsync(id, version, PatternResult.IfMatch(request), Caller.Of(request), cancellationToken));
}
