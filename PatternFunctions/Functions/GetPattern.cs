using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Patterns;

namespace PatternFunctions.Functions;

public sealed class GetPattern(PatternCatalog catalog)
{
    [Function(nameof(GetPattern))]
    [Requires(Role.Operator)]
    [Operation("A pattern with its evidence", Answer = typeof(PatternState), Problems = ["404 not-found"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/patterns/{id:long}")] HttpRequest request, long id,
        CancellationToken cancellationToken) =>
        await catalog.FindAsync(id, cancellationToken) is { } state
            ? PatternResult.Of(request, new PatternOutcome.Done(state))
            : Problems.NotFound("pattern");
}
