using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Patterns;

namespace PatternFunctions.Functions;

public sealed class MergePattern(PatternEditor editor)
{
    [Function(nameof(MergePattern))]
    [Requires(Role.Admin)]
    [Operation(
        "Gives the wordings and examples of a pattern to another one that asks the same, and retires it",
        Body = typeof(MergePatternRequest), Answer = typeof(PatternState), Problems = ["404 not-found", "412 changed"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/patterns/{id:long}/merge")] HttpRequest request, long id,
        CancellationToken cancellationToken)
    {
        var (body, problem) = await RequestBody.ReadAsync(request, PatternsJson.Default.MergePatternRequest, cancellationToken);
        return problem ?? PatternResult.Of(
            request, await editor.MergeAsync(id, body!, PatternResult.IfMatch(request), Caller.Of(request), cancellationToken));
    }
}
