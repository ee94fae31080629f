using System.Text.Json.Serialization;

namespace PatternFunctions.Imports;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(OpenPhonePosition))]
[JsonSerializable(typeof(ImportQuery))]
[JsonSerializable(typeof(OpenPhoneImportRequest))]
[JsonSerializable(typeof(ImportState))]
[JsonSerializable(typeof(ImportList))]
[JsonSerializable(typeof(StagingQuery))]
[JsonSerializable(typeof(BulkStagingRequest))]
[JsonSerializable(typeof(BulkStagingResult))]
[JsonSerializable(typeof(StagedPattern))]
[JsonSerializable(typeof(StagedPage))]
public sealed partial class ImportsJson : JsonSerializerContext;
