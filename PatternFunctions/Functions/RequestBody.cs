using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;

namespace PatternFunctions.Functions;

/// <summary>Reads a JSON body; what cannot be read, or breaks the limits that its type declares, is the caller's problem, said so.</summary>
internal static class RequestBody
{
    private const int LargestBody = 64 * 1024;

    public static async Task<(T? Body, IResult? Problem)> ReadAsync<T>(
        HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var bytes = new byte[LargestBody + 1];
        var length = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > LargestBody)
        {
            return (null, Problems.TooLarge("A body has at most 64 KiB."));
        }

        try
        {
            return JsonSerializer.Deserialize(bytes.AsSpan(0, length), type) is { } body
                ? RequestLimits.Check(body) is { } problem ? (null, problem) : (body, null)
                : (null, Problems.Invalid("The body must be a JSON object."));
        }
        catch (JsonException failure)
        {
            return (null, Problems.Invalid(failure.Path is { Length: > 1 } path
                ? $"The body is not the JSON that is expected, at {path}."
                : "The body is not the JSON that is expected."));
        }
    }
}
