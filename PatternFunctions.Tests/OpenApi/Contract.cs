using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using PatternFunctions.OpenApi;

namespace PatternFunctions.Tests.OpenApi;

/// <summary>Holds every answer that a test gets against openapi.json.</summary>
public sealed class Contract(Support.RecordedLog log) : DelegatingHandler(new HttpClientHandler())
{
    private static readonly JsonElement Document = JsonElement.Parse(OpenApiDocument.Text);

    private static readonly (string Method, Regex Path, string Name, JsonElement Operation)[] Operations =
    [
        .. from path in Document.GetProperty("paths").EnumerateObject()
           from operation in path.Value.EnumerateObject()
           select (
               operation.Name.ToUpperInvariant(),
               new Regex($"^{Regex.Replace(Regex.Escape(path.Name), @"\\\{\w+}", "[^/]+")}$"),
               operation.Value.GetProperty("operationId").GetString()!,
               operation.Value),
    ];

    /// <summary>What has been answered in this run, as "GetPattern 200".</summary>
    public static ConcurrentDictionary<string, int> Seen { get; } = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        // Literal paths come before those with parameters.
        var found = Operations.Where(operation => operation.Method == request.Method.Method && operation.Path.IsMatch(request.RequestUri!.AbsolutePath))
            .OrderBy(operation => operation.Path.ToString().Length).LastOrDefault();
        if (found.Name is null)
        {
            return response;
        }

        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        Seen.AddOrUpdate($"{found.Name} {status}", 1, (_, count) => count + 1);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        var problem = await CheckAsync(found.Operation, status, response.Content, cancellationToken);
        var errors = string.Join('\n', log.Lines.Where(line => line.StartsWith("Error", StringComparison.Ordinal)).TakeLast(3));
        Assert.True(problem is null, $"{found.Name} {status} is not as openapi.json says: {problem}\n{errors}");
        return response;
    }

    private static async Task<string?> CheckAsync(JsonElement operation, string status, HttpContent content, CancellationToken cancellationToken)
    {
        if (!operation.GetProperty("responses").TryGetProperty(status, out var described))
        {
            // A path value that the route does not take is the host's own 404, without a body.
            return status is "404" && content.Headers.ContentLength is 0 ? null : "there is no such status.";
        }

        if (!described.TryGetProperty("content", out var types))
        {
            return content.Headers.ContentLength is 0 or null ? null : "it has a body.";
        }

        if (!types.TryGetProperty(content.Headers.ContentType?.MediaType ?? "", out var type))
        {
            return $"the content type is {content.Headers.ContentType}.";
        }

        return content.Headers.ContentType!.MediaType!.EndsWith("json", StringComparison.Ordinal) && type.GetProperty("schema").TryGetProperty("$ref", out _)
            ? new SchemaCheck(Document).Check(JsonElement.Parse(await content.ReadAsStringAsync(cancellationToken)), type.GetProperty("schema"), "$")
            : null;
    }
}
