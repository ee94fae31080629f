using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Insights;

namespace PatternFunctions.Functions;

public sealed class GetInsights(InsightsReader insights)
{
    [Function(nameof(GetInsights))]
    [Requires(Role.Operator)]
    [Operation("How the system does, in numbers", Query = typeof(InsightsQuery), Answer = typeof(InsightsReport))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/insights")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (query, problem) = RequestQuery.Read(request, InsightsJson.Default.InsightsQuery);
        return problem ?? TypedResults.Json(await insights.ReadAsync(query!.Days, cancellationToken), InsightsJson.Default.InsightsReport);
    }
}
