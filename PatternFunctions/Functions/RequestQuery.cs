using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;

namespace PatternFunctions.Functions;

/// <summary>Reads the query as a type declares it. A name that the type does not have is refused: a misspelt filter would show everything.</summary>
internal static class RequestQuery
{
    public static (T? Query, IResult? Problem) Read<T>(HttpRequest request, JsonTypeInfo<T> type)
        where T : class
    {
        var values = new JsonObject();
        foreach (var (name, texts) in request.Query)
        {
            var property = type.Properties.FirstOrDefault(property => property.Name == name);
            if (property is null || texts.Count != 1)
            {
                return (null, Problems.Invalid(property is null ? "There is a query parameter that is not known." : $"'{name}' is given more than once."));
            }

            values[name] = ToJson(texts[0] ?? "", property.PropertyType);
        }

        try
        {
            var query = values.Deserialize(type)!;
            return RequestLimits.Check(query) is { } problem ? (null, problem) : (query, null);
        }
        catch (JsonException failure)
        {
            return (null, Problems.Invalid($"The query is not as expected, at {failure.Path}."));
        }
    }

    private static JsonNode? ToJson(string text, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(bool) && bool.TryParse(text, out var flag) ? flag
            : plain == typeof(int) && int.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number
            : plain == typeof(long) && long.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var large) ? large
            : text;
    }
}
