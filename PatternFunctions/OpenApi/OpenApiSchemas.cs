using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PatternFunctions.Access;
using PatternFunctions.Conversations;
using PatternFunctions.Imports;
using PatternFunctions.Insights;
using PatternFunctions.Learning;
using PatternFunctions.Patterns;
using PatternFunctions.Replies;
using PatternFunctions.Review;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.OpenApi;

/// <summary>Schemas of what is sent and received, from the types and the limits that they declare.</summary>
internal sealed class OpenApiSchemas
{
    private static readonly JsonSerializerContext[] Contexts =
    [
        AccessJson.Default, PatternsJson.Default, SettingsJson.Default, ReviewJson.Default, RepliesJson.Default, InsightsJson.Default,
        ConversationsJson.Default, DeadLetterJson.Default, ExamplesJson.Default, ImportsJson.Default,
    ];

    private readonly SortedDictionary<string, JsonNode> components = new(StringComparer.Ordinal);

    public JsonObject Request(Type type) => Reference(type.Name, () => Export(type, isAnswer: false));

    public JsonObject Answer(Type type) => Reference(type.Name, () => Export(type, isAnswer: true));

    public JsonObject Problem() => Reference("Problem", () => new JsonObject
    {
        ["type"] = "object",
        ["required"] = new JsonArray("type", "title", "status", "detail"),
        ["properties"] = new JsonObject
        {
            ["type"] = new JsonObject { ["type"] = "string", ["pattern"] = "^urn:patternfunctions:problem:[a-z-]+$" },
            ["title"] = new JsonObject { ["type"] = "string" },
            ["status"] = new JsonObject { ["type"] = "integer" },
            ["detail"] = new JsonObject { ["type"] = "string" },
        },
    });

    /// <returns>The properties of a type that describes a query.</returns>
    public static IEnumerable<(string Name, JsonNode Schema)> Properties(Type type) =>
        Export(type, isAnswer: false)["properties"]!.AsObject().Select(property => (property.Key, (JsonNode)NotNull(property.Value!.DeepClone().AsObject())));

    public JsonObject ToJson() => new(components.Select(component => KeyValuePair.Create(component.Key, (JsonNode?)component.Value)));

    private JsonObject Reference(string name, Func<JsonNode> schema)
    {
        if (!components.ContainsKey(name))
        {
            components[name] = schema();
        }

        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    private static JsonNode Export(Type type, bool isAnswer)
    {
        var info = Contexts.Select(context => context.GetTypeInfo(type)).FirstOrDefault(info => info is not null)
            ?? throw new InvalidOperationException($"No JSON context knows {type.Name}.");
        var schema = info.GetJsonSchemaAsNode(new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => Complete(context, node, isAnswer),
        });
        return Inlined(schema, schema);
    }

    /// <summary>With what a reference within the schema means in its place: elsewhere the reference would lead nowhere.</summary>
    private static JsonNode Inlined(JsonNode node, JsonNode root)
    {
        if (node is JsonArray items)
        {
            return new JsonArray([.. items.Select(item => item is null ? null : Inlined(item, root))]);
        }

        if (node is not JsonObject schema)
        {
            return node.DeepClone();
        }

        var inlined = new JsonObject();
        if ((schema["$ref"] as JsonValue)?.GetValue<string>() is { } reference)
        {
            var target = reference.Split('/').Skip(1).Aggregate(root, (place, name) => place is JsonArray list
                ? list[int.Parse(name, CultureInfo.InvariantCulture)]! : place[name]!);
            inlined = Inlined(target, root).AsObject();
        }

        foreach (var (name, value) in schema.Where(property => property.Key is not "$ref"))
        {
            inlined[name] = value is null ? null : Inlined(value, root);
        }

        return inlined;
    }

    private static JsonNode Complete(JsonSchemaExporterContext context, JsonNode node, bool isAnswer)
    {
        if (node is not JsonObject schema)
        {
            return context.TypeInfo.Type == typeof(JsonElement) ? new JsonObject() : node;
        }

        if (schema["properties"] is JsonObject properties)
        {
            schema["required"] = isAnswer
                ? new JsonArray([.. context.TypeInfo.Properties.Where(IsAlwaysThere).Select(property => JsonValue.Create(property.Name))])
                : new JsonArray([.. context.TypeInfo.Properties.Where(IsRequired).Select(property => JsonValue.Create(property.Name))]);
            schema["additionalProperties"] = false;
        }

        foreach (var attribute in context.PropertyInfo?.AttributeProvider?.GetCustomAttributes(inherit: false) ?? [])
        {
            Limit(schema, attribute);
        }

        return context.PropertyInfo is { } own && IsRequired(own) ? NotNull(schema) : schema;
    }

    private static JsonObject NotNull(JsonObject schema)
    {
        if (schema["type"] is JsonArray types)
        {
            schema["type"] = types.First(type => type!.GetValue<string>() is not "null")!.DeepClone();
        }

        if (schema["enum"] is JsonArray values)
        {
            schema["enum"] = new JsonArray([.. values.OfType<JsonNode>().Select(value => value.DeepClone())]);
        }

        return schema;
    }

    private static void Limit(JsonObject schema, object attribute)
    {
        var isList = schema["items"] is not null;
        switch (attribute)
        {
            case MaxLengthAttribute { Length: var length }:
                schema[isList ? "maxItems" : schema["additionalProperties"] is null ? "maxLength" : "maxProperties"] = length;
                break;
            case MinLengthAttribute { Length: var length }:
                schema[isList ? "minItems" : schema["additionalProperties"] is null ? "minLength" : "minProperties"] = length;
                break;
            case RangeAttribute range:
                schema["minimum"] = (int)range.Minimum;
                schema["maximum"] = (int)range.Maximum;
                break;
            case OneOfAttribute { Values: var values }:
                schema["enum"] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
                if (schema["type"] is JsonArray)
                {
                    schema["enum"]!.AsArray().Add(null);
                }

                break;
            case EachAttribute { MaxLength: var length }:
                schema["items"]!["minLength"] = 1;
                schema["items"]!["maxLength"] = length;
                break;
        }
    }

    private static bool IsAlwaysThere(JsonPropertyInfo property) =>
        property.Get is not null && property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: false).Length is null or 0;

    private static bool IsRequired(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(RequiredAttribute), inherit: false).Length > 0;
}
