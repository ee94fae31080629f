using System.Text.Json.Serialization;

namespace PatternFunctions.Access;

/// <summary>What the authority answers with; it says more than is read here.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class EntraJson : JsonSerializerContext;

internal sealed record TokenAnswer(string? IdToken);
