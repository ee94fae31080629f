using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace PatternFunctions.Tests.Support;

/// <summary>Reads answers of the API as JSON, with the body in the message if the status is another.</summary>
internal static class JsonAnswers
{
    public static Task<JsonElement> GetJsonAsync(this HttpClient client, string path, HttpStatusCode expected = HttpStatusCode.OK) =>
        client.SendJsonAsync(HttpMethod.Get, path, null, expected);

    public static Task<JsonElement> PostJsonAsync(this HttpClient client, string path, object? body = null, HttpStatusCode expected = HttpStatusCode.OK) =>
        client.SendJsonAsync(HttpMethod.Post, path, body, expected);

    public static async Task<JsonElement> SendJsonAsync(
        this HttpClient client, HttpMethod method, string path, object? body, HttpStatusCode expected, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{method} {path}: {(int)response.StatusCode} instead of {(int)expected}: {text}");
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    public static string ProblemType(this JsonElement problem) => problem.GetProperty("type").GetString()!.Split(':')[^1];
}
