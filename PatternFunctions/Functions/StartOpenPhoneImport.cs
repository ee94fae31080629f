using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Imports;

namespace PatternFunctions.Functions;

public sealed class StartOpenPhoneImport(ImportDesk desk)
{
    [Function(nameof(StartOpenPhoneImport))]
    [Requires(Role.Admin)]
    [Operation("Imports messages from OpenPhone itself, with its API", Body = typeof(OpenPhoneImportRequest), Answer = typeof(ImportState), Status = 202)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/imports/openphone")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (body, problem) = await RequestBody.ReadAsync(request, ImportsJson.Default.OpenPhoneImportRequest, cancellationToken);
        return problem ?? ImportResult.Of(await desk.StartAsync(body!, Caller.Of(request), cancellationToken));
    }
}
