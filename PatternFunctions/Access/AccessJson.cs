using System.Text.Json.Serialization;

namespace PatternFunctions.Access;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(AuditEntry))]
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(AuditVerification))]
[JsonSerializable(typeof(ListAuditQuery))]
[JsonSerializable(typeof(AccessKeyList))]
[JsonSerializable(typeof(NewAccessKey))]
[JsonSerializable(typeof(CreateKeyRequest))]
public sealed partial class AccessJson : JsonSerializerContext;
