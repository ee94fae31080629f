using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Insights;

namespace PatternFunctions.Functions;

public sealed class GetImportReport(ShadowReader reader)
{
    [Function(nameof(GetImportReport))]
    [Requires(Role.Operator)]
    [Operation("What the system would have done in an import's history", Query = typeof(ReplayQuery), Answer = typeof(ShadowReport), OtherFormat = "text/html", Problems = ["404 not-found"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/imports/{id:long}/report")] HttpRequest request, long id,
        CancellationToken cancellationToken)
    {
        var (query, problem) = RequestQuery.Read(request, InsightsJson.Default.ReplayQuery);
        return problem ?? (await reader.PlayAsync(id, query!, cancellationToken) is { } report
            ? ShadowResult.Of(request, report, query!.Format)
            : Problems.NotFound("import"));
    }
}
