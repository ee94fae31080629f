using System.Text.Json.Serialization;

namespace PatternFunctions.Insights;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(HistoryQuery))]
[JsonSerializable(typeof(HistoryPage))]
[JsonSerializable(typeof(ConversationView))]
[JsonSerializable(typeof(InsightsQuery))]
[JsonSerializable(typeof(InsightsReport))]
public sealed partial class InsightsJson : JsonSerializerContext;
