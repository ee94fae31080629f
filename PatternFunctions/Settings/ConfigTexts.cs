using System.Text.Json;

namespace PatternFunctions.Settings;

/// <summary>Brings JSON values to the texts of the table, and says what is wrong with them.</summary>
internal static class ConfigTexts
{
    /// <returns>The texts by key, or what is wrong by key.</returns>
    public static (Dictionary<string, string> Texts, Dictionary<string, string?[]> Errors) Read(IReadOnlyDictionary<string, JsonElement> values)
    {
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        Dictionary<string, string?[]> errors = new(StringComparer.Ordinal);
        foreach (var (key, value) in values)
        {
            var text = IsText(value) ? ToText(value) : null;
            if (ConfigDefinitions.Find(key) is not { } definition)
            {
                errors[key] = ["There is no such setting."];
            }
            else if (text is null || text.Contains('\0', StringComparison.Ordinal))
            {
                errors[key] = ["It must be text, a number, true or false, or a list of texts."];
            }
            else if (definition.Check(text) is { } problem)
            {
                errors[key] = [problem];
            }
            else
            {
                texts[key] = text;
            }
        }

        return (texts, errors);
    }

    /// <summary>Half of a surrogate pair is JSON and no text.</summary>
    private static bool IsText(JsonElement value) => !value.GetRawText().Contains("\\ud", StringComparison.OrdinalIgnoreCase);

    private static string? ToText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array when value.EnumerateArray().All(entry => entry.ValueKind is JsonValueKind.String) =>
            string.Join(", ", value.EnumerateArray().Select(entry => entry.GetString())),
        _ => null,
    };
}
