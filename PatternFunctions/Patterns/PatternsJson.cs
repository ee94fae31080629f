using System.Text.Json;
using System.Text.Json.Serialization;
using PatternFunctions.Decisions;
using PatternFunctions.Matching;

namespace PatternFunctions.Patterns;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    Converters = [typeof(SnakeCase<ReplyAction>), typeof(SnakeCase<QueueEntryKind>), typeof(SnakeCase<MatchKind>), typeof(SnakeCase<MatchHead>)])]
[JsonSerializable(typeof(ListPatternsQuery))]
[JsonSerializable(typeof(CreatePatternRequest))]
[JsonSerializable(typeof(EditPatternRequest))]
[JsonSerializable(typeof(PatternReason))]
[JsonSerializable(typeof(ActivatePatternsRequest))]
[JsonSerializable(typeof(PatternBatch))]
[JsonSerializable(typeof(MergePatternRequest))]
[JsonSerializable(typeof(TestPatternsRequest))]
[JsonSerializable(typeof(PatternPage))]
[JsonSerializable(typeof(PatternState))]
[JsonSerializable(typeof(PatternVersions))]
[JsonSerializable(typeof(PatternTest))]
public sealed partial class PatternsJson : JsonSerializerContext
{
    private sealed class SnakeCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower)
        where T : struct, Enum;
}
