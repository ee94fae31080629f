using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Imports;

namespace PatternFunctions.Functions;

public sealed class CancelImport(ImportDesk desk)
{
    [Function(nameof(CancelImport))]
    [Requires(Role.Admin)]
    [Operation("Stops an import; what has been loaded stays", Answer = typeof(ImportState), Status = 202, Problems = ["404 not-found", "409 conflict"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/imports/{id:long}/cancel")] HttpRequest request, long id,
        CancellationToken cancellationToken) =>
        ImportResult.Of(await desk.CancelAsync(id, Caller.Of(request), cancellationToken));
}
