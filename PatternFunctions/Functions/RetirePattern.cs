using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Patterns;

namespace PatternFunctions.Functions;

public sealed class RetirePattern(PatternEditor editor)
{
    [Function(nameof(RetirePattern))]
    [Requires(Role.Admin)]
    [Operation("Retires a pattern: it is matched no more", Answer = typeof(PatternState), Problems = ["404 not-found", "412 changed"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/patterns/{id:long}")] HttpRequest request, long id,
        CancellationToken cancellationToken) =>
        PatternResult.Of(request, await editor.RetireAsync(id, PatternResult.IfMatch(request), Caller.Of(request), cancellationToken));
}
