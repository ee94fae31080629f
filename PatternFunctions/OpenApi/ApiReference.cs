using System.Text.Json;
using PatternFunctions.WebConsole.Reference;

namespace PatternFunctions.OpenApi;

/// <summary>openapi.json, put into words for people.</summary>
public static class ApiReference
{
    private static readonly Lazy<ReferenceModel> Built = new(() => Build(JsonElement.Parse(OpenApiDocument.Text)));

    public static ReferenceModel Model => Built.Value;

    private static ReferenceModel Build(JsonElement document)
    {
        var operations =
            from path in document.GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            select (Group: operation.Value.GetProperty("tags")[0].GetString()!, Operation: Operation(document, path.Name, operation));
        return new ReferenceModel
        {
            Title = document.GetProperty("info").GetProperty("title").GetString()!,
            Description = document.GetProperty("info").GetProperty("description").GetString()!,
            DocumentPath = "/api/openapi.json",
            Groups = [.. operations.GroupBy(entry => entry.Group, entry => entry.Operation).Select(group => new ReferenceGroup(group.Key, [.. group]))],
        };
    }

    private static ReferenceOperation Operation(JsonElement document, string path, JsonProperty operation) => new()
    {
        Id = operation.Value.GetProperty("operationId").GetString()!,
        Method = operation.Name.ToUpperInvariant(),
        Path = path,
        Summary = operation.Value.GetProperty("summary").GetString()!,
        Access = operation.Value.GetProperty("description").GetString()!,
        Parameters = operation.Value.TryGetProperty("parameters", out var parameters)
            ? [.. parameters.EnumerateArray().Select(parameter => new ReferenceField(
                parameter.GetProperty("name").GetString()!, parameter.GetProperty("in").GetString()!,
                SchemaWords.TypeOf(parameter.GetProperty("schema"), document), parameter.GetProperty("required").GetBoolean()))]
            : [],
        Body = operation.Value.TryGetProperty("requestBody", out var body) ? Content(body, document) : null,
        Answers = [.. operation.Value.GetProperty("responses").EnumerateObject().Select(answer => new ReferenceAnswer(
            answer.Name, answer.Value.GetProperty("description").GetString()!, Content(answer.Value, document)))],
    };

    private static ReferenceContent? Content(JsonElement described, JsonElement document)
    {
        if (!described.TryGetProperty("content", out var formats))
        {
            return null;
        }

        var schemas = formats.EnumerateObject().Select(format => format.Value.GetProperty("schema")).ToArray();
        return new ReferenceContent(
            string.Join(" or ", formats.EnumerateObject().Select(format => format.Name)),
            [.. SchemaWords.FieldsOf(schemas[0], document)]);
    }
}
