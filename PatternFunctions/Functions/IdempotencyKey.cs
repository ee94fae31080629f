using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;

namespace PatternFunctions.Functions;

/// <summary>The header with which a caller may repeat a verdict without deciding twice.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    public const int MaxLength = 100;

    public static (string? Key, IResult? Problem) Read(HttpRequest request) =>
        request.Headers[Header] is not [{ } key] ? (null, request.Headers[Header].Count == 0 ? null : Problems.Invalid($"{Header} is given more than once."))
            : key.Length is > 0 and <= MaxLength ? (key, null)
            : (null, Problems.Invalid($"{Header} must have 1 to {MaxLength} characters."));
}
