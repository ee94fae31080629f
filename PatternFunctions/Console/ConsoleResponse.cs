using System.Text;
using Microsoft.AspNetCore.Http;

namespace PatternFunctions.WebConsole;

/// <summary>How the console answers: what browsers may do with a page, and how long they may keep what.</summary>
internal static class ConsoleResponse
{
    /// <summary>Nothing from elsewhere, nothing inline, and no frame round it.</summary>
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void Guard(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers.CacheControl = "no-store";
    }

    public static IResult Keep(HttpRequest request, Asset asset)
    {
        request.HttpContext.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(asset.Content, asset.ContentType);
    }

    public static IResult Page(string html, int status) => TypedResults.Text(html, "text/html", Encoding.UTF8, status);

    /// <summary>After a form: 303, so that a reload does not send it again.</summary>
    public static IResult SeeOther(HttpRequest request, string path)
    {
        request.HttpContext.Response.Headers.Location = path;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }
}
