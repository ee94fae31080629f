using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Patterns;

namespace PatternFunctions.Functions;

public sealed class ListPatterns(PatternCatalog catalog)
{
    [Function(nameof(ListPatterns))]
    [Requires(Role.Operator)]
    [Operation("The patterns", Query = typeof(ListPatternsQuery), Answer = typeof(PatternPage))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/patterns")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var (query, problem) = RequestQuery.Read(request, PatternsJson.Default.ListPatternsQuery);
        if (problem is not null)
        {
            return problem;
        }

        return (query!.Cursor is null ? Cursor.Top : Cursor.Parse(query.Cursor)) is { } cursor
            ? TypedResults.Json(PatternPage.Of(await catalog.ListAsync(query, cursor, cancellationToken), query), PatternsJson.Default.PatternPage)
            : Problems.InvalidCursor;
    }
}
