using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Patterns;

namespace PatternFunctions.Functions;

public sealed class RestorePattern(PatternEditor editor)
{
    [Function(nameof(RestorePattern))]
    [Requires(Role.Admin)]
    [Operation("Takes a pattern back from retirement, inactive", Answer = typeof(PatternState), Problems = ["404 not-found", "409 conflict", "412 changed"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/patterns/{id:long}/restore")] HttpRequest request, long id,
        CancellationToken cancellationToken) =>
        PatternResult.Of(request, await editor.RestoreAsync(id, PatternResult.IfMatch(request), Caller.Of(request), cancellationToken));
}
