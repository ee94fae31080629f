using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Patterns;

namespace PatternFunctions.Functions;

public sealed class EditPattern(PatternEditor editor)
{
    [Function(nameof(EditPattern))]
    [Requires(Role.Admin)]
    [Operation("Changes a pattern; another template is a new version", Body = typeof(EditPatternRequest), Answer = typeof(PatternState), Problems = ["404 not-found", "409 conflict", "412 changed"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "api/patterns/{id:long}")] HttpRequest request, long id,
        CancellationToken cancellationToken)
    {
        var (body, problem) = await RequestBody.ReadAsync(request, PatternsJson.Default.EditPatternRequest, cancellationToken);
        return problem ?? PatternResult.Of(
            request, await editor.EditAsync(id, body!, PatternResult.IfMatch(request), Caller.Of(request), cancellationToken));
    }
}
