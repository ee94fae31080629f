using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Patterns;

namespace PatternFunctions.Functions;

public sealed class ActivatePattern(PatternEditor editor)
{
    [Function(nameof(ActivatePattern))]
    [Requires(Role.Admin)]
    [Operation("Lets a pattern answer by itself, as far as every gate holds", Body = typeof(PatternReason), Answer = typeof(PatternState), Problems = ["404 not-found", "409 not-proved", "412 changed"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/patterns/{id:long}/activate")] HttpRequest request, long id,
        CancellationToken cancellationToken)
    {
        var (body, problem) = await RequestBody.ReadAsync(request, PatternsJson.Default.PatternReason, cancellationToken);
        return problem ?? PatternResult.Of(
            request, await editor.ActivateAsync(id, body!.Reason!, PatternResult.IfMatch(request), Caller.Of(request), cancellationToken));
    }
}
