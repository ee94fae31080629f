using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PatternFunctions.OpenApi;
using PatternFunctions.Tests.Support;
using Xunit.Abstractions;

namespace PatternFunctions.Tests.OpenApi;

/// <summary>A value just outside of each limit that openapi.json declares, one at a time.</summary>
public sealed class BadInputTests(ITestOutputHelper output)
{
    private static readonly JsonElement Document = JsonElement.Parse(OpenApiDocument.Text);

    private static readonly string[] Limits = ["maxLength", "enum", "format"];

    [Fact]
    public async Task Every_limit_of_every_input_is_kept()
    {
        await using var app = await TestApp.StartAsync();
        List<string> wrong = [];
        foreach (var (path, method, operation) in Operations())
        {
            var (queries, bodies) = (0, 0);
            foreach (var parameter in operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : [])
            {
                if (parameter.GetProperty("in").GetString() is "query")
                {
                    var name = parameter.GetProperty("name").GetString()!;
                    foreach (var bad in BadValues(parameter.GetProperty("schema")).Select(value => value?.ToString() ?? ""))
                    {
                        queries++;
                        await RefusedAsync(app, method, $"{path}?{name}={Uri.EscapeDataString(bad)}", body: "{}", name, wrong);
                    }
                }
            }

            if (operation.TryGetProperty("requestBody", out var body) && body.GetProperty("content").TryGetProperty("application/json", out var json))
            {
                foreach (var (name, bad) in BadBodies(Resolve(json.GetProperty("schema"))))
                {
                    if (bad.Length == 0 && !body.GetProperty("required").GetBoolean())
                    {
                        continue;
                    }

                    bodies++;
                    await RefusedAsync(app, method, path, bad, name, wrong);
                }
            }

            output.WriteLine($"{method,-6} {path,-50} {queries} bad queries, {bodies} bad bodies");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_text_that_is_sent_has_a_limit()
    {
        var endless =
            from component in Document.GetProperty("components").GetProperty("schemas").EnumerateObject()
            where component.Name.EndsWith("Request", StringComparison.Ordinal) || component.Name.EndsWith("Query", StringComparison.Ordinal)
            from property in component.Value.GetProperty("properties").EnumerateObject()
            where Types(property.Value).Contains("string") && !Limits.Any(limit => property.Value.TryGetProperty(limit, out _))
            select $"{component.Name}.{property.Name}";

        var endlessQueries =
            from operation in Operations()
            where operation.Operation.TryGetProperty("parameters", out _)
            from parameter in operation.Operation.GetProperty("parameters").EnumerateArray()
            where parameter.GetProperty("in").GetString() is "query"
            let schema = parameter.GetProperty("schema")
            where Types(schema).Contains("string") && !Limits.Any(limit => schema.TryGetProperty(limit, out _))
            select $"{operation.Path} {parameter.GetProperty("name")}";

        Assert.Empty(endless);
        Assert.Empty(endlessQueries);
    }

    private static IEnumerable<(string Name, string Body)> BadBodies(JsonElement schema)
    {
        yield return ("", "");
        yield return ("", "{");
        yield return ("", "null");
        yield return ("no_such", """{"no_such": 1}""");
        foreach (var property in schema.GetProperty("properties").EnumerateObject())
        {
            foreach (var bad in BadValues(property.Value))
            {
                yield return (property.Name, new JsonObject { [property.Name] = bad }.ToJsonString());
            }
        }

        foreach (var required in schema.GetProperty("required").EnumerateArray())
        {
            yield return (required.GetString()!, "{}");
        }
    }

    private static IEnumerable<JsonNode?> BadValues(JsonElement schema)
    {
        var types = Types(schema);
        if (schema.TryGetProperty("enum", out _))
        {
            yield return "nonsense";
        }
        else if (types.Contains("string"))
        {
            yield return schema.TryGetProperty("maxLength", out var longest) ? new string('x', longest.GetInt32() + 1) : "\0";
            if (!schema.TryGetProperty("format", out _))
            {
                yield return "nul\0";
            }
        }

        if (types.Contains("boolean"))
        {
            yield return "maybe";
        }

        if (types.Contains("integer"))
        {
            yield return "many";
            yield return "99999999999999999999";
            foreach (var (limit, step) in new[] { ("minimum", -1), ("maximum", 1) })
            {
                if (schema.TryGetProperty(limit, out var bound))
                {
                    yield return bound.GetInt32() + step;
                }
            }
        }

        if (types.Contains("object") && schema.TryGetProperty("maxProperties", out var most))
        {
            yield return "x";
            yield return new JsonObject(Enumerable.Range(1, most.GetInt32() + 1).Select(number => KeyValuePair.Create(number.ToString(System.Globalization.CultureInfo.InvariantCulture), (JsonNode?)"x")));
        }

        if (types.Contains("array"))
        {
            yield return "x";
            yield return new JsonArray([.. Enumerable.Range(0, schema.GetProperty("maxItems").GetInt32() + 1).Select(_ => JsonValue.Create("x"))]);
            yield return new JsonArray(new string('x', schema.GetProperty("items").GetProperty("maxLength").GetInt32() + 1));
            yield return new JsonArray("");
        }
    }

    private static async Task RefusedAsync(TestApp app, string method, string path, string body, string name, List<string> wrong)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path.TrimStart('/').Replace("{id}", "999999", StringComparison.Ordinal).Replace("{row}", "999999", StringComparison.Ordinal));
        if (method is not "GET")
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = await app.Admin.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        if (response.StatusCode is not HttpStatusCode.BadRequest || !(answer.Contains(name, StringComparison.Ordinal) || answer.Contains("not known", StringComparison.Ordinal) || answer.Contains("cursor", StringComparison.Ordinal)))
        {
            wrong.Add($"{method} {path} {body[..Math.Min(80, body.Length)]}: {(int)response.StatusCode} {answer}");
        }
    }

    private static IEnumerable<(string Path, string Method, JsonElement Operation)> Operations() =>
        from path in Document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select (path.Name, operation.Name.ToUpperInvariant(), operation.Value);

    private static JsonElement Resolve(JsonElement schema) =>
        Document.GetProperty("components").GetProperty("schemas").GetProperty(schema.GetProperty("$ref").GetString()!.Split('/')[^1]);

    private static List<string> Types(JsonElement schema) =>
        !schema.TryGetProperty("type", out var type) ? []
        : type.ValueKind is JsonValueKind.Array ? [.. type.EnumerateArray().Select(each => each.GetString()!)] : [type.GetString()!];
}
