using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Imports;

namespace PatternFunctions.Functions;

public sealed class RollBackImport(ImportDesk desk)
{
    [Function(nameof(RollBackImport))]
    [Requires(Role.Admin)]
    [Operation("Takes an import back: its messages, pairs and proposals", Answer = typeof(ImportState), Status = 202, Problems = ["404 not-found", "409 conflict"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/imports/{id:long}/rollback")] HttpRequest request, long id,
        CancellationToken cancellationToken) =>
        ImportResult.Of(await desk.RollBackAsync(id, Caller.Of(request), cancellationToken));
}
