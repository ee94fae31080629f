using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Imports;

namespace PatternFunctions.Functions;

public sealed class RejectStaged(StagingDesk desk)
{
    [Function(nameof(RejectStaged))]
    [Requires(Role.Admin)]
    [Operation("Rejects what an import proposes", Answer = typeof(StagedPattern), Problems = ["400 invalid", "404 not-found", "409 conflict"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/imports/{id:long}/staging/{row:long}/reject")] HttpRequest request, long id, long row,
        CancellationToken cancellationToken) =>
        StagingResult.Of(await desk.RejectAsync(id, row, Caller.Of(request), cancellationToken));
}
