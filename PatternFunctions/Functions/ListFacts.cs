using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Settings;

namespace PatternFunctions.Functions;

public sealed class ListFacts(FactStore facts)
{
    [Function(nameof(ListFacts))]
    [Requires(Role.Operator)]
    [Operation("The facts of the business that answers may use", Answer = typeof(BusinessFacts))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/facts")] HttpRequest request, CancellationToken cancellationToken) =>
        TypedResults.Json(new BusinessFacts(await facts.ListAsync(cancellationToken)), SettingsJson.Default.BusinessFacts);
}
