using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Patterns;

namespace PatternFunctions.Functions;

/// <summary>The HTTP answer to a change of a pattern.</summary>
internal static class PatternResult
{
    public static string? IfMatch(HttpRequest request) =>
        request.Headers.IfMatch.ToString() is { Length: > 0 } tag and not "*" ? tag : null;

    public static IResult Of(HttpRequest request, PatternOutcome outcome, int status = StatusCodes.Status200OK)
    {
        switch (outcome)
        {
            case PatternOutcome.Done { State: var state }:
                request.HttpContext.Response.Headers.ETag = state.Pattern.ETag;
                return TypedResults.Json(state, PatternsJson.Default.PatternState, statusCode: status);
            case PatternOutcome.Changed:
                return Problems.Changed;
            case PatternOutcome.NotValid { Reason: var reason }:
                return Problems.Invalid(reason);
            case PatternOutcome.Conflict { Reason: var reason }:
                return Problems.Of("conflict", StatusCodes.Status409Conflict, "It stands against something else", reason);
            case PatternOutcome.NotProved { State: var state }:
                return Problems.Of(
                    "not-proved", StatusCodes.Status409Conflict, "Not proved enough",
                    state.Gates.First(gate => gate.Name is "distinct_operators").Sentence,
                    new() { ["distinct_operators"] = state.Evidence!.DistinctOperators });
            default:
                return Problems.NotFound("pattern");
        }
    }
}
