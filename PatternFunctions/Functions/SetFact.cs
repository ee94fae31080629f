using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Settings;

namespace PatternFunctions.Functions;

public sealed class SetFact(FactStore facts)
{
    [Function(nameof(SetFact))]
    [Requires(Role.Admin)]
    [Operation(
        "Adds a fact of the business, or changes it in every answer that uses it",
        Body = typeof(SetFactRequest), Answer = typeof(BusinessFact), Problems = ["409 conflict", "412 changed"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/facts/{name}")] HttpRequest request, string name,
        CancellationToken cancellationToken)
    {
        var (body, problem) = await RequestBody.ReadAsync(request, SettingsJson.Default.SetFactRequest, cancellationToken);
        return problem ?? FactResult.Of(
            request, await facts.SetAsync(name, body!, PatternResult.IfMatch(request), Caller.Of(request), cancellationToken));
    }
}
