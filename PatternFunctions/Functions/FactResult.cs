using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Settings;

namespace PatternFunctions.Functions;

/// <summary>The HTTP answer to a change of a fact.</summary>
internal static class FactResult
{
    public static IResult Of(HttpRequest request, FactOutcome outcome)
    {
        switch (outcome)
        {
            case FactOutcome.Done { Fact: var fact }:
                request.HttpContext.Response.Headers.ETag = fact.ETag;
                return TypedResults.Json(fact, SettingsJson.Default.BusinessFact);
            case FactOutcome.Changed:
                return Problems.Changed;
            case FactOutcome.NotValid { Reason: var reason }:
                return Problems.Invalid(reason);
            case FactOutcome.Conflict { Reason: var reason }:
                return Problems.Of("conflict", StatusCodes.Status409Conflict, "It stands against something else", reason);
            default:
                return Problems.NotFound("fact");
        }
    }
}
