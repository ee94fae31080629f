using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Imports;

namespace PatternFunctions.Functions;

public sealed class ApproveStaging(StagingDesk desk)
{
    [Function(nameof(ApproveStaging))]
    [Requires(Role.Admin)]
    [Operation("Approves everything pending with so much evidence, duplicates excepted", Body = typeof(BulkStagingRequest), Answer = typeof(BulkStagingResult), Problems = ["404 not-found"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/imports/{id:long}/staging/approve")] HttpRequest request, long id,
        CancellationToken cancellationToken)
    {
        var (body, problem) = await RequestBody.ReadAsync(request, ImportsJson.Default.BulkStagingRequest, cancellationToken);
        return problem ?? StagingResult.Of(await desk.ApproveAsync(id, body!, Caller.Of(request), cancellationToken));
    }
}
