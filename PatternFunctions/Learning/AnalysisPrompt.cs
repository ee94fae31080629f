using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace PatternFunctions.Learning;

/// <summary>
/// What the model is told: fixed rules from a file, and one JSON object with everything that varies. Nobody's words ever
/// become part of the rules.
/// </summary>
internal static class AnalysisPrompt
{
    /// <summary>A changed prompt is a new file with a new number: the version stands with every pattern.</summary>
    public const string Version = "analyse-reply@2";

    private static readonly LearningJson Json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        // Other scripts as they are, but quotes, angle brackets and the like escaped.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });

    public static string Rules { get; } = Read("prompts/analyse-reply.2.md");

    public static string DataFor(MaskedExchange masked, AnalysisRequest request) => JsonSerializer.Serialize(
        new AnalysisData(
            masked.CustomerMessage,
            masked.OperatorReply,
            masked.CustomerNames,
            request.PatternTypes,
            [.. request.AllowedVariables.Select(variable => new AnalysisVariable(variable.Name, SourceName(variable.Source), variable.Description))]),
        Json.AnalysisData);

    public static BinaryData SchemaFor(AnalysisRequest request)
    {
        var names = request.AllowedVariables.Select(variable => variable.Name).DefaultIfEmpty("none");
        var schema = ObjectOf(
            ("reusable", new JsonObject { ["type"] = "boolean" }),
            ("not_reusable_reason", OneOf(["none", "one_off", "greeting", "counter_question", "incomplete", "personal", "other"])),
            ("pattern_type", OneOf(request.PatternTypes)),
            ("keywords", ArrayOf(Text())),
            ("canonical_question", Text()),
            ("response_template", Text()),
            ("variables", ArrayOf(ObjectOf(
                ("name", OneOf(names)),
                ("source", OneOf(Enum.GetValues<VariableSource>().Select(SourceName)))))),
            ("required_actions", ArrayOf(Text())));
        return BinaryData.FromString(schema.ToJsonString());
    }

    private static string SourceName(VariableSource source) => source.ToString().ToLowerInvariant();

    private static JsonObject Text() => new() { ["type"] = "string" };

    private static JsonObject OneOf(IEnumerable<string> values) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]) };

    private static JsonObject ArrayOf(JsonObject items) => new() { ["type"] = "array", ["items"] = items };

    /// <summary>A strict schema wants every property required and no others.</summary>
    private static JsonObject ObjectOf(params (string Name, JsonObject Schema)[] properties) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(properties.Select(property => KeyValuePair.Create<string, JsonNode?>(property.Name, property.Schema))),
        ["required"] = new JsonArray([.. properties.Select(property => JsonValue.Create(property.Name))]),
        ["additionalProperties"] = false,
    };

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(AnalysisPrompt).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The prompt {name} is not embedded."));
        return reader.ReadToEnd();
    }
}
