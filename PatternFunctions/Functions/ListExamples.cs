using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Learning;

namespace PatternFunctions.Functions;

public sealed class ListExamples(ExampleCatalog catalog)
{
    [Function(nameof(ListExamples))]
    [Requires(Role.Operator)]
    [Operation("The answered questions, and what was learned from each, newest first", Query = typeof(ListExamplesQuery), Answer = typeof(ExamplePage))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/examples")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (query, problem) = RequestQuery.Read(request, ExamplesJson.Default.ListExamplesQuery);
        return problem is not null ? problem
            : (query!.Cursor is null ? Cursor.Top : Cursor.Parse(query.Cursor)) is { } cursor
                ? TypedResults.Json(await catalog.ListAsync(query, cursor, cancellationToken), ExamplesJson.Default.ExamplePage)
                : Problems.InvalidCursor;
    }
}
