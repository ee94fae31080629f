using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Patterns;

namespace PatternFunctions.Functions;

public sealed class AdoptPatternVersion(PatternEditor editor)
{
    [Function(nameof(AdoptPatternVersion))]
    [Requires(Role.Admin)]
    [Operation("Makes a proposed or former text the current one", Answer = typeof(PatternState), Problems = ["404 not-found", "412 changed"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/patterns/{id:long}/versions/{version:int}/adopt")] HttpRequest request, long id, int version,
        CancellationToken cancellationToken) =>
        PatternResult.Of(request, await editor.AdoptAsync(id, version, PatternResult.IfMatch(request), Caller.Of(request), cancellationToken));
}
