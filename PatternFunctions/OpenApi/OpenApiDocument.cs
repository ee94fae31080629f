using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PatternFunctions.Access;

namespace PatternFunctions.OpenApi;

/// <summary>The OpenAPI 3.1 description of the HTTP functions, from what they themselves declare.</summary>
public static partial class OpenApiDocument
{
    private static readonly Lazy<string> Document = new(() => Build().ToJsonString());

    /// <summary>As JSON.</summary>
    public static string Text => Document.Value;

    private static JsonObject Build()
    {
        var schemas = new OpenApiSchemas();
        var paths = new JsonObject();
        var functions =
            from type in typeof(OpenApiDocument).Assembly.GetTypes()
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            let name = method.GetCustomAttribute<FunctionAttribute>()?.Name
            let trigger = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(attribute => attribute is not null)
            let operation = method.GetCustomAttribute<OperationAttribute>()
            where name is not null && trigger is not null && operation is not null
            orderby trigger.Route, trigger.Methods![0]
            select (name, trigger, operation, Role: method.GetCustomAttribute<RequiresAttribute>()?.Role ?? Role.Admin);
        foreach (var (name, trigger, operation, role) in functions)
        {
            var path = "/" + RouteParameter().Replace(trigger.Route!, match => $"{{{match.Groups["name"].Value}}}");
            paths.TryAdd(path, new JsonObject());
            paths[path]![trigger.Methods![0]] = Operation(name, trigger.Route!, operation, role, schemas);
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "PatternFunctions",
                ["version"] = "1",
                ["description"] = "What operators and admins do over HTTP. Errors are RFC 9457 problem details whose type is stable.",
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["security"] = new JsonArray(new JsonObject { ["bearer"] = new JsonArray() }),
            ["tags"] = new JsonArray([.. paths.Select(path => Tag(path.Key)).Distinct().Select(tag => new JsonObject { ["name"] = tag, ["description"] = $"api/{tag}" })]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject
                {
                    ["bearer"] = new JsonObject
                    {
                        ["type"] = "http",
                        ["scheme"] = "bearer",
                        ["description"] = "An access key (pf_…), or a token of Entra ID.",
                    },
                },
                ["schemas"] = schemas.ToJson(),
            },
        };
    }

    private static JsonObject Operation(string name, string route, OperationAttribute operation, Role role, OpenApiSchemas schemas)
    {
        var json = new JsonObject
        {
            ["operationId"] = name,
            ["summary"] = operation.Summary,
            ["description"] = role is Role.Anyone ? "Takes no key." : $"Takes the role {role.ToString().ToLowerInvariant()}.",
            ["tags"] = new JsonArray(Tag("/" + route)),
        };
        if (role is Role.Anyone)
        {
            json["security"] = new JsonArray();
        }

        if (Parameters(route, operation, schemas) is { Count: > 0 } parameters)
        {
            json["parameters"] = parameters;
        }

        if ((operation.Body ?? operation.OptionalBody) is { } body)
        {
            json["requestBody"] = new JsonObject { ["required"] = operation.Body is not null, ["content"] = Content("application/json", schemas.Request(body)) };
        }

        if (operation.BodyFormat is { } format)
        {
            json["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content(format, new JsonObject { ["type"] = "string" }) };
        }

        json["responses"] = Responses(operation, role, schemas);
        return json;
    }

    private static JsonArray Parameters(string route, OperationAttribute operation, OpenApiSchemas schemas)
    {
        JsonArray parameters = [.. RouteParameter().Matches(route).Select(match => Parameter(
            match.Groups["name"].Value, "path", true, match.Groups["type"].Value switch
            {
                "long" => new JsonObject { ["type"] = "integer", ["format"] = "int64" },
                "int" => new JsonObject { ["type"] = "integer", ["format"] = "int32" },
                _ => new JsonObject { ["type"] = "string" },
            }))];
        foreach (var (name, schema) in operation.Query is { } query ? OpenApiSchemas.Properties(query) : [])
        {
            parameters.Add(Parameter(name, "query", false, schema));
        }

        if (operation.Problems.Contains("412 changed"))
        {
            parameters.Add(Parameter("If-Match", "header", false, new JsonObject { ["type"] = "string" }));
        }

        if (operation.Problems.Contains("422 key-reused"))
        {
            parameters.Add(Parameter("Idempotency-Key", "header", false, new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = 100 }));
        }

        return parameters;
    }

    private static JsonObject Responses(OperationAttribute operation, Role role, OpenApiSchemas schemas)
    {
        var success = new JsonObject { ["description"] = "Done." };
        if (operation.Answer is { } answer)
        {
            success["content"] = Content("application/json", schemas.Answer(answer));
        }

        if (operation.OtherFormat is { } format)
        {
            success["content"] ??= new JsonObject();
            success["content"]![format] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" } };
        }

        var responses = new JsonObject { [operation.Status.ToString(CultureInfo.InvariantCulture)] = success };
        foreach (var problems in Problems(operation, role).GroupBy(problem => problem.Split(' ')[0], problem => problem.Split(' ')[1]).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var types = problems.Distinct().ToList();
            responses[problems.Key] = new JsonObject
            {
                ["description"] = $"{string.Join(" or ", types.Select(type => $"urn:patternfunctions:problem:{type}"))}.",
                ["content"] = Content("application/problem+json", schemas.Problem()),
            };
        }

        return responses;
    }

    private static IEnumerable<string> Problems(OperationAttribute operation, Role role) =>
    [
        "429 too-many",
        .. role is Role.Anyone ? Array.Empty<string>() : ["401 unauthorized", "403 forbidden"],
        .. operation.Query is null && operation.Body is null && operation.OptionalBody is null && !operation.Problems.Any(problem => problem.StartsWith("412", StringComparison.Ordinal) || problem.StartsWith("422", StringComparison.Ordinal))
            ? Array.Empty<string>() : ["400 invalid"],
        .. operation.Body is null && operation.OptionalBody is null ? Array.Empty<string>() : ["413 too-large"],
        .. operation.Problems,
    ];

    private static JsonObject Parameter(string name, string place, bool required, JsonNode schema) =>
        new() { ["name"] = name, ["in"] = place, ["required"] = required, ["schema"] = schema };

    private static JsonObject Content(string type, JsonNode schema) => new() { [type] = new JsonObject { ["schema"] = schema } };

    private static string Tag(string path) => path.Split('/')[2].Replace(".json", "", StringComparison.Ordinal);

    [GeneratedRegex(@"\{(?<name>\w+)(?::(?<type>\w+))?\}")]
    private static partial Regex RouteParameter();
}
