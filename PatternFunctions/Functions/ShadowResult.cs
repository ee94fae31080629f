using Microsoft.AspNetCore.Http;
using PatternFunctions.Insights;

namespace PatternFunctions.Functions;

/// <summary>The HTTP answer with a shadow report, as JSON or as a page.</summary>
internal static class ShadowResult
{
    public static IResult Of(HttpRequest request, ShadowReport report, string format)
    {
        // It quotes customers.
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        if (format is not "html")
        {
            return TypedResults.Json(report, InsightsJson.Default.ShadowReport);
        }

        request.HttpContext.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        return TypedResults.Text(ShadowPage.Render(report), "text/html; charset=utf-8");
    }
}
