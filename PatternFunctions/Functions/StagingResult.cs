using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Imports;

namespace PatternFunctions.Functions;

/// <summary>The HTTP answer to a decision about what an import proposes.</summary>
internal static class StagingResult
{
    public static IResult Of(StagingOutcome outcome) => outcome switch
    {
        StagingOutcome.Done { Row: var row } => TypedResults.Json(row, ImportsJson.Default.StagedPattern),
        StagingOutcome.NotValid { Reason: var reason } => Problems.Invalid(reason),
        StagingOutcome.Conflict { Reason: var reason } => Problems.Of("conflict", StatusCodes.Status409Conflict, "It stands against something else", reason),
        _ => Problems.NotFound("proposal"),
    };

    public static IResult Of(BulkStagingResult? result) =>
        result is null ? Problems.NotFound("import") : TypedResults.Json(result, ImportsJson.Default.BulkStagingResult);
}
