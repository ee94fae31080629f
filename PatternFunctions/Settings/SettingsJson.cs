using System.Text.Json.Serialization;

namespace PatternFunctions.Settings;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ConfigState))]
[JsonSerializable(typeof(ConfigChange))]
[JsonSerializable(typeof(ChangeConfigQuery))]
[JsonSerializable(typeof(ChangeConfigRequest))]
[JsonSerializable(typeof(BusinessFact))]
[JsonSerializable(typeof(BusinessFacts))]
[JsonSerializable(typeof(SetFactRequest))]
public sealed partial class SettingsJson : JsonSerializerContext;
