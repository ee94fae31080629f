using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Imports;

namespace PatternFunctions.Functions;

public sealed class GetImport(ImportDesk desk)
{
    [Function(nameof(GetImport))]
    [Requires(Role.Operator)]
    [Operation("How far an import has come", Answer = typeof(ImportState), Problems = ["404 not-found"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/imports/{id:long}")] HttpRequest request, long id,
        CancellationToken cancellationToken) =>
        await desk.FindAsync(id, cancellationToken) is { } state ? TypedResults.Json(state, ImportsJson.Default.ImportState) : Problems.NotFound("import");
}
