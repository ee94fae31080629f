using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Imports;

namespace PatternFunctions.Functions;

public sealed class AnalyseImport(ImportDesk desk)
{
    [Function(nameof(AnalyseImport))]
    [Requires(Role.Admin)]
    [Operation("Starts the analysis of an import's groups, at the cost that was estimated", Answer = typeof(ImportState), Status = 202, Problems = ["404 not-found", "409 conflict"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/imports/{id:long}/analyse")] HttpRequest request, long id,
        CancellationToken cancellationToken) =>
        ImportResult.Of(await desk.AnalyseAsync(id, Caller.Of(request), cancellationToken));
}
