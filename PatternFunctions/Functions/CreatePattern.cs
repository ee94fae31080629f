using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Patterns;

namespace PatternFunctions.Functions;

public sealed class CreatePattern(PatternEditor editor)
{
    [Function(nameof(CreatePattern))]
    [Requires(Role.Admin)]
    [Operation("Writes a pattern by hand", Body = typeof(CreatePatternRequest), Answer = typeof(PatternState), Status = 201, Problems = ["409 conflict"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/patterns")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var (body, problem) = await RequestBody.ReadAsync(request, PatternsJson.Default.CreatePatternRequest, cancellationToken);
        return problem ?? PatternResult.Of(
            request, await editor.CreateAsync(body!, Caller.Of(request), cancellationToken), StatusCodes.Status201Created);
    }
}
