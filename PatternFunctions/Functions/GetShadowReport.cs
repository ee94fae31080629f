using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Insights;

namespace PatternFunctions.Functions;

public sealed class GetShadowReport(ShadowReader reader)
{
    [Function(nameof(GetShadowReport))]
    [Requires(Role.Operator)]
    [Operation("What live decisions were worth beside what people answered", Query = typeof(ShadowQuery), Answer = typeof(ShadowReport), OtherFormat = "text/html")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/insights/shadow")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (query, problem) = RequestQuery.Read(request, InsightsJson.Default.ShadowQuery);
        return problem ?? ShadowResult.Of(request, await reader.ReadLiveAsync(query!, cancellationToken), query!.Format);
    }
}
