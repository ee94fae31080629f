using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace PatternFunctions.Access;

/// <summary>RFC 9457 problem details with stable types: <c>urn:patternfunctions:problem:…</c>.</summary>
public static class Problems
{
    public static IResult Unauthorized { get; } = Of(
        "unauthorized", StatusCodes.Status401Unauthorized, "A key is needed", "Send a valid key as 'Authorization: Bearer …'.");

    public static IResult Forbidden(Role required) => Of(
        "forbidden", StatusCodes.Status403Forbidden, "Not allowed", $"This takes the role {required.ToString().ToLowerInvariant()}.");

    public static IResult NotFound(string what) => Of(
        "not-found", StatusCodes.Status404NotFound, "Not found", $"There is no such {what}.");

    public static IResult Invalid(string detail) => Of(
        "invalid", StatusCodes.Status400BadRequest, "The request is not valid", detail);

    /// <param name="type">The last part of the type's URN; never renamed.</param>
    public static IResult Of(
        string type, int status, string title, string detail, Dictionary<string, object?>? extensions = null) =>
        TypedResults.Problem(new ProblemDetails
        {
            Type = $"urn:patternfunctions:problem:{type}",
            Status = status,
            Title = title,
            Detail = detail,
            Extensions = extensions ?? [],
        });
}
