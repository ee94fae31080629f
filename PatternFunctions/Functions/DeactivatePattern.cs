using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Patterns;

namespace PatternFunctions.Functions;

public sealed class DeactivatePattern(PatternEditor editor)
{
    [Function(nameof(DeactivatePattern))]
    [Requires(Role.Admin)]
    [Operation("Takes from a pattern that it answers by itself", Body = typeof(PatternReason), Answer = typeof(PatternState), Problems = ["404 not-found", "412 changed"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/patterns/{id:long}/deactivate")] HttpRequest request, long id,
        CancellationToken cancellationToken)
    {
        var (body, problem) = await RequestBody.ReadAsync(request, PatternsJson.Default.PatternReason, cancellationToken);
        return problem ?? PatternResult.Of(
            request, await editor.DeactivateAsync(id, body!.Reason!, PatternResult.IfMatch(request), Caller.Of(request), cancellationToken));
    }
}
