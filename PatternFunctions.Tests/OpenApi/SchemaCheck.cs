using System.Text.Json;
using System.Text.RegularExpressions;

namespace PatternFunctions.Tests.OpenApi;

/// <summary>As much of JSON Schema as openapi.json uses; what it uses beside that is an error.</summary>
internal sealed class SchemaCheck(JsonElement document)
{
    private static readonly HashSet<string> Annotations = ["format", "description", "default"];

    /// <returns>The first thing that is wrong, with its place; null if nothing is.</returns>
    public string? Check(JsonElement value, JsonElement schema, string place)
    {
        if (schema.ValueKind is JsonValueKind.True)
        {
            return null;
        }

        return schema.EnumerateObject().Select(keyword => Check(value, keyword, schema, place)).FirstOrDefault(problem => problem is not null);
    }

    private string? Check(JsonElement value, JsonProperty keyword, JsonElement schema, string place) => keyword.Name switch
    {
        "$ref" => Check(value, Resolve(keyword.Value.GetString()!), place),
        "type" => Types(keyword.Value).Any(type => Is(value, type)) ? null : $"{place} is {value.ValueKind}, not {keyword.Value}",
        "enum" => keyword.Value.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)) ? null : $"{place} is not among {keyword.Value}",
        "anyOf" => keyword.Value.EnumerateArray().Any(option => Check(value, option, place) is null) ? null : $"{place} is none of {keyword.Value}",
        "pattern" => value.ValueKind is not JsonValueKind.String || Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!) ? null : $"{place} does not match {keyword.Value}",
        "minimum" => value.ValueKind is not JsonValueKind.Number || value.GetDecimal() >= keyword.Value.GetDecimal() ? null : $"{place} is too small",
        "maximum" => value.ValueKind is not JsonValueKind.Number || value.GetDecimal() <= keyword.Value.GetDecimal() ? null : $"{place} is too large",
        "items" => value.ValueKind is not JsonValueKind.Array ? null
            : value.EnumerateArray().Select((item, index) => Check(item, keyword.Value, $"{place}[{index}]")).FirstOrDefault(problem => problem is not null),
        "required" => value.ValueKind is not JsonValueKind.Object ? null
            : keyword.Value.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{place} has no {name}").FirstOrDefault(),
        "properties" => value.ValueKind is not JsonValueKind.Object ? null
            : keyword.Value.EnumerateObject().Select(property => value.TryGetProperty(property.Name, out var own)
                ? Check(own, property.Value, $"{place}.{property.Name}") : null).FirstOrDefault(problem => problem is not null),
        "additionalProperties" => value.ValueKind is not JsonValueKind.Object ? null
            : value.EnumerateObject().Where(property => !(schema.TryGetProperty("properties", out var known) && known.TryGetProperty(property.Name, out _)))
                .Select(property => keyword.Value.ValueKind is JsonValueKind.False ? $"{place} has a {property.Name}" : Check(property.Value, keyword.Value, $"{place}.{property.Name}"))
                .FirstOrDefault(problem => problem is not null),
        var annotation when Annotations.Contains(annotation) => null,
        var unknown => throw new InvalidOperationException($"The schema uses {unknown}, which this does not check."),
    };

    private JsonElement Resolve(string reference) =>
        reference.TrimStart('#', '/').Split('/').Aggregate(document, (element, name) => element.GetProperty(name));

    private static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind is JsonValueKind.Array ? type.EnumerateArray().Select(each => each.GetString()!) : [type.GetString()!];

    private static bool Is(JsonElement value, string type) => (type, value.ValueKind) switch
    {
        ("null", JsonValueKind.Null) or ("string", JsonValueKind.String) or ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) or ("number", JsonValueKind.Number) => true,
        ("integer", JsonValueKind.Number) => value.TryGetInt64(out _),
        _ => false,
    };
}
