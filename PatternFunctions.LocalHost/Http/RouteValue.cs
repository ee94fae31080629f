using System.Text.Json;

namespace PatternFunctions.LocalHost.Http;

/// <summary>A route value becomes a parameter as in the official worker: strings and GUIDs as they are, numbers and booleans read as JSON.</summary>
internal static class RouteValue
{
    public static bool CanConvertTo(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(string) || plain == typeof(Guid) || plain == typeof(decimal) || (plain.IsPrimitive && plain != typeof(char));
    }

    /// <exception cref="FormatException">The text is no such value.</exception>
    /// <exception cref="JsonException">The text is no such value.</exception>
    public static object? Convert(string text, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(string) ? text : plain == typeof(Guid) ? Guid.Parse(text) : JsonSerializer.Deserialize(text, plain);
    }
}
