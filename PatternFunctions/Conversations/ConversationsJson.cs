using System.Text.Json.Serialization;

namespace PatternFunctions.Conversations;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ConversationHold))]
[JsonSerializable(typeof(TakeoverRequest))]
public sealed partial class ConversationsJson : JsonSerializerContext;
