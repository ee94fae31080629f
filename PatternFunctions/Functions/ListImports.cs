using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Imports;

namespace PatternFunctions.Functions;

public sealed class ListImports(ImportDesk desk)
{
    [Function(nameof(ListImports))]
    [Requires(Role.Operator)]
    [Operation("The imports, newest first", Answer = typeof(ImportList))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/imports")] HttpRequest request, CancellationToken cancellationToken) =>
        TypedResults.Json(await desk.ListAsync(cancellationToken), ImportsJson.Default.ImportList);
}
