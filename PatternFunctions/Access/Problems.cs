using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace PatternFunctions.Access;

/// <summary>RFC 9457 problem details with stable types: <c>urn:patternfunctions:problem:…</c>.</summary>
public static class Problems
{
    public static IResult Unauthorized { get; } = Of(
        "unauthorized", StatusCodes.Status401Unauthorized, "A key is needed", "Send a valid key as 'Authorization: Bearer …'.");

    /// <summary>For a cursor that is none of ours.</summary>
    public static IResult InvalidCursor { get; } = Invalid("The cursor is not one that this list has given.");

    /// <summary>For a change that rests on a state which is no longer.</summary>
    public static IResult Changed { get; } = Of(
        "changed", StatusCodes.Status412PreconditionFailed, "Changed meanwhile", "It is no longer as the ETag in If-Match says. Read it again.");

    public static IResult Forbidden(Role required) => Of(
        "forbidden", StatusCodes.Status403Forbidden, "Not allowed", $"This takes the role {required.ToString().ToLowerInvariant()}.");

    public static IResult NotFound(string what) => Of(
        "not-found", StatusCodes.Status404NotFound, "Not found", $"There is no such {what}.");

    public static IResult TooLarge(string detail) => Of("too-large", StatusCodes.Status413PayloadTooLarge, "Too large", detail);

    public static IResult TooMany { get; } = Of(
        "too-many", StatusCodes.Status429TooManyRequests, "Too many requests", "Wait as long as Retry-After says.");

    /// <param name="errors">What is wrong with which field.</param>
    public static IResult Invalid(string detail, IReadOnlyDictionary<string, string?[]>? errors = null) => Of(
        "invalid", StatusCodes.Status400BadRequest, "The request is not valid", detail, errors is null ? null : new() { ["errors"] = errors });

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
