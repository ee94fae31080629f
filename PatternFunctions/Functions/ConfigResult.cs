using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Settings;

namespace PatternFunctions.Functions;

/// <summary>The HTTP answer to a change of settings.</summary>
internal static class ConfigResult
{
    public static IResult Of(HttpRequest request, ConfigOutcome outcome)
    {
        switch (outcome)
        {
            case ConfigOutcome.Done { Change: var change }:
                if (!change.IsPreview)
                {
                    request.HttpContext.Response.Headers.ETag = change.Config.ETag;
                }

                return TypedResults.Json(change, SettingsJson.Default.ConfigChange);
            case ConfigOutcome.NotValid { Errors: var errors }:
                return Problems.Invalid("Some settings cannot hold these values.", errors);
            default:
                return Problems.Changed;
        }
    }
}
