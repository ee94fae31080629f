using System.Text.Json.Serialization;

namespace PatternFunctions.Decisions;

/// <summary>The form of the <c>reasons</c> column.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Decision))]
[JsonSerializable(typeof(IReadOnlyList<Gate>))]
public sealed partial class DecisionJson : JsonSerializerContext;
