using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Settings;

namespace PatternFunctions.Functions;

public sealed class DeleteFact(FactStore facts)
{
    [Function(nameof(DeleteFact))]
    [Requires(Role.Admin)]
    [Operation("Takes a fact away that no pattern says", Answer = typeof(BusinessFact), Problems = ["404 not-found", "409 conflict", "412 changed"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/facts/{name}")] HttpRequest request, string name,
        CancellationToken cancellationToken) =>
        FactResult.Of(request, await facts.DeleteAsync(name, PatternResult.IfMatch(request), Caller.Of(request), cancellationToken));
}
