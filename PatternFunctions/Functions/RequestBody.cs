using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;

namespace PatternFunctions.Functions;

/// <summary>Reads a JSON body; what cannot be read is the caller's problem, said so.</summary>
internal static class RequestBody
{
    public static async Task<(T? Body, IResult? Problem)> ReadAsync<T>(
        HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, type, cancellationToken) is { } body
                ? (body, null)
                : (null, Problems.Invalid("The body must be a JSON object."));
        }
        catch (JsonException)
        {
            return (null, Problems.Invalid("The body is not the JSON that is expected."));
        }
    }
}
