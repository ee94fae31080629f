using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;

namespace PatternFunctions.Functions;

public sealed class ListAudit(AuditLog log)
{
    [Function(nameof(ListAudit))]
    [Requires(Role.Admin)]
    [Operation(
        "Who changed what, newest first; or all of it as JSON lines",
        Query = typeof(ListAuditQuery), Answer = typeof(AuditPage), OtherFormat = "application/jsonl")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/audit")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (query, problem) = RequestQuery.Read(request, AccessJson.Default.ListAuditQuery);
        if (problem is not null)
        {
            return problem;
        }

        if (query!.Format is "jsonl")
        {
            return TypedResults.Stream(output => log.ExportAsync(output, cancellationToken), "application/jsonl");
        }

        return (query.Cursor is null ? Cursor.Top : Cursor.Parse(query.Cursor)) is { } cursor
            ? TypedResults.Json(AuditPage.Of(await log.ListAsync(query, cursor.Id, cancellationToken), query.Limit), AccessJson.Default.AuditPage)
            : Problems.InvalidCursor;
    }
}
