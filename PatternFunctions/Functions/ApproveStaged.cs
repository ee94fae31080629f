using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Imports;

namespace PatternFunctions.Functions;

public sealed class ApproveStaged(StagingDesk desk)
{
    [Function(nameof(ApproveStaged))]
    [Requires(Role.Admin)]
    [Operation("Makes a pattern of what an import proposes: inactive, to prove itself", Answer = typeof(StagedPattern), Problems = ["400 invalid", "404 not-found", "409 conflict"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/imports/{id:long}/staging/{row:long}/approve")] HttpRequest request, long id, long row,
        CancellationToken cancellationToken) =>
        StagingResult.Of(await desk.ApproveAsync(id, row, Caller.Of(request), cancellationToken));
}
