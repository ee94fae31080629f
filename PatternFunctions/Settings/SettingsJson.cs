using System.Text.Json.Serialization;

namespace PatternFunctions.Settings;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ConfigState))]
[JsonSerializable(typeof(ConfigChange))]
[JsonSerializable(typeof(ChangeConfigQuery))]
[JsonSerializable(typeof(ChangeConfigRequest))]
public sealed partial class SettingsJson : JsonSerializerContext;
