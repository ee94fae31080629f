using System.Text.Json.Serialization;

namespace PatternFunctions.Insights;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(HistoryQuery))]
[JsonSerializable(typeof(HistoryPage))]
[JsonSerializable(typeof(ConversationView))]
[JsonSerializable(typeof(InsightsQuery))]
[JsonSerializable(typeof(InsightsReport))]
[JsonSerializable(typeof(ShadowQuery))]
[JsonSerializable(typeof(ReplayQuery))]
[JsonSerializable(typeof(ShadowReport))]
public sealed partial class InsightsJson : JsonSerializerContext;
