using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Imports;
using PatternFunctions.Patterns;

namespace PatternFunctions.Functions;

public sealed class EditStaged(StagingDesk desk)
{
    [Function(nameof(EditStaged))]
    [Requires(Role.Admin)]
    [Operation("Changes what an import proposes", Body = typeof(EditPatternRequest), Answer = typeof(StagedPattern), Problems = ["404 not-found", "409 conflict"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "api/imports/{id:long}/staging/{row:long}")] HttpRequest request, long id, long row,
        CancellationToken cancellationToken)
    {
        var (body, problem) = await RequestBody.ReadAsync(request, PatternsJson.Default.EditPatternRequest, cancellationToken);
        return problem ?? StagingResult.Of(await desk.EditAsync(id, row, body!, Caller.Of(request), cancellationToken));
    }
}
