using System.Text.Json.Serialization;

namespace PatternFunctions.Conversations;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ConversationHold))]
[JsonSerializable(typeof(TakeoverRequest))]
[JsonSerializable(typeof(ForgottenCustomer))]
public sealed partial class ConversationsJson : JsonSerializerContext;
