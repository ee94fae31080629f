using System.Text.Json;
using PatternFunctions.WebConsole.Reference;

namespace PatternFunctions.OpenApi;

/// <summary>A JSON schema in words: "text of up to 100 characters", "list of whole numbers".</summary>
internal static class SchemaWords
{
    private const int Deepest = 3;

    /// <summary>The fields of an object, with those within it as "item.id"; none of anything else.</summary>
    public static IEnumerable<ReferenceField> FieldsOf(JsonElement schema, JsonElement document, string prefix = "", int depth = 0)
    {
        var resolved = Resolve(schema, document);
        if (depth > Deepest || !resolved.TryGetProperty("properties", out var properties))
        {
            yield break;
        }

        var required = resolved.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet() : [];
        foreach (var property in properties.EnumerateObject())
        {
            var name = prefix + property.Name;
            yield return new ReferenceField(name, "", TypeOf(property.Value, document), required.Contains(property.Name));
            var own = Resolve(property.Value, document);
            var (inner, step) = own.ValueKind is JsonValueKind.Object && own.TryGetProperty("items", out var items) ? (items, "[].") : (own, ".");
            foreach (var field in inner.ValueKind is JsonValueKind.Object ? FieldsOf(inner, document, name + step, depth + 1) : [])
            {
                yield return field;
            }
        }
    }

    public static string TypeOf(JsonElement schema, JsonElement document)
    {
        var resolved = Resolve(schema, document);
        if (resolved.ValueKind is not JsonValueKind.Object)
        {
            return "anything";
        }

        if (resolved.TryGetProperty("enum", out var values))
        {
            return $"one of {string.Join(", ", values.EnumerateArray().Where(value => value.ValueKind is not JsonValueKind.Null))}{OrNull(resolved)}";
        }

        if (resolved.TryGetProperty("anyOf", out var options))
        {
            return string.Join(" or ", options.EnumerateArray().Select(option => TypeOf(option, document)));
        }

        return TypesOf(resolved).FirstOrDefault(type => type is not "null") switch
        {
            "string" => Text(resolved),
            "integer" => $"whole number{Range(resolved)}",
            "number" => $"number{Range(resolved)}",
            "boolean" => "true or false",
            "array" when resolved.TryGetProperty("items", out var items) => $"list of {TypeOf(items, document)}{Most(resolved, "maxItems", "entries")}",
            "object" when resolved.TryGetProperty("additionalProperties", out var entries) && entries.ValueKind is JsonValueKind.Object =>
                $"object of {TypeOf(entries, document)}{Most(resolved, "maxProperties", "entries")}",
            "object" => "object",
            var other => other ?? "anything",
        } + OrNull(resolved);
    }

    private static string Text(JsonElement schema) =>
        schema.TryGetProperty("format", out var format) ? format.GetString()! : $"text{Most(schema, "maxLength", "characters")}";

    private static string Most(JsonElement schema, string keyword, string unit) =>
        schema.TryGetProperty(keyword, out var most) ? $" of up to {most} {unit}" : "";

    private static string Range(JsonElement schema) =>
        schema.TryGetProperty("minimum", out var least) && schema.TryGetProperty("maximum", out var most) ? $" from {least} to {most}" : "";

    private static string OrNull(JsonElement schema) => TypesOf(schema).Contains("null") ? ", or null" : "";

    private static IEnumerable<string> TypesOf(JsonElement schema) =>
        !schema.TryGetProperty("type", out var type) ? []
        : type.ValueKind is JsonValueKind.Array ? type.EnumerateArray().Select(each => each.GetString()!) : [type.GetString()!];

    private static JsonElement Resolve(JsonElement schema, JsonElement document) =>
        schema.ValueKind is JsonValueKind.Object && schema.TryGetProperty("$ref", out var reference)
            ? reference.GetString()!.TrimStart('#', '/').Split('/').Aggregate(document, (element, name) => element.GetProperty(name))
            : schema;
}
