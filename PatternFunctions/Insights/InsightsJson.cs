using System.Text.Json.Serialization;

namespace PatternFunctions.Insights;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(HistoryQuery))]
[JsonSerializable(typeof(HistoryPage))]
[JsonSerializable(typeof(ConversationView))]
[JsonSerializable(typeof(InsightsQuery))]
[JsonSerializable(typeof(InsightsReport))]
public sealed partial class InsightsJson : JsonSerializerContext;
