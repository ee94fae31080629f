using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PatternFunctions.Access;
using PatternFunctions.Imports;

namespace PatternFunctions.Functions;

public sealed class StartImport(ImportDesk desk)
{
    [Function(nameof(StartImport))]
    [Requires(Role.Admin)]
    [Operation("Imports an export of OpenPhone's, which is the body: messages or contacts as CSV", Query = typeof(ImportQuery), BodyFormat = "text/csv", Answer = typeof(ImportState), Status = 202, Problems = ["409 conflict", "413 too-large"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/imports")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (query, problem) = RequestQuery.Read(request, ImportsJson.Default.ImportQuery);
        if (problem is not null || request.ContentLength > ImportFiles.LargestFile)
        {
            return problem ?? ImportResult.TooLarge;
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = ImportFiles.LargestFile + 1;
        }

        return ImportResult.Of(await desk.StartAsync(request.Body, query!, Caller.Of(request), cancellationToken));
    }
}
