using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Imports;

namespace PatternFunctions.Functions;

public sealed class ListStaging(StagingDesk desk)
{
    [Function(nameof(ListStaging))]
    [Requires(Role.Operator)]
    [Operation("What an import proposes, the largest group first", Query = typeof(StagingQuery), Answer = typeof(StagedPage), Problems = ["404 not-found"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/imports/{id:long}/staging")] HttpRequest request, long id,
        CancellationToken cancellationToken)
    {
        var (query, problem) = RequestQuery.Read(request, ImportsJson.Default.StagingQuery);
        if (problem is not null || (query!.Cursor is null ? Cursor.Top : Cursor.Parse(query.Cursor)) is not { } cursor)
        {
            return problem ?? Problems.InvalidCursor;
        }

        return await desk.ListAsync(id, query, cursor, cancellationToken) is { } page
            ? TypedResults.Json(page, ImportsJson.Default.StagedPage)
            : Problems.NotFound("import");
    }
}
