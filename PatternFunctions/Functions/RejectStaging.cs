using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Imports;

namespace PatternFunctions.Functions;

public sealed class RejectStaging(StagingDesk desk)
{
    [Function(nameof(RejectStaging))]
    [Requires(Role.Admin)]
    [Operation("Rejects everything pending with so much evidence, duplicates excepted", Body = typeof(BulkStagingRequest), Answer = typeof(BulkStagingResult), Problems = ["404 not-found"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/imports/{id:long}/staging/reject")] HttpRequest request, long id,
        CancellationToken cancellationToken)
    {
        var (body, problem) = await RequestBody.ReadAsync(request, ImportsJson.Default.BulkStagingRequest, cancellationToken);
        return problem ?? StagingResult.Of(await desk.RejectAsync(id, body!, Caller.Of(request), cancellationToken));
    }
}
