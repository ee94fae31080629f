using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Patterns;

namespace PatternFunctions.Functions;

public sealed class ListPatternVersions(PatternCatalog catalog)
{
    [Function(nameof(ListPatternVersions))]
    [Requires(Role.Operator)]
    [Operation("The texts that a pattern has, had, or might have", Answer = typeof(PatternVersions), Problems = ["404 not-found"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/patterns/{id:long}/versions")] HttpRequest request, long id,
        CancellationToken cancellationToken) =>
        await catalog.ListVersionsAsync(id, cancellationToken) is { Count: > 0 } versions
            ? TypedResults.Json(new PatternVersions(versions), PatternsJson.Default.PatternVersions)
            : Problems.NotFound("pattern");
}
