using System.Text.Json;
using System.Text.Json.Serialization;
using PatternFunctions.Matching;

namespace PatternFunctions.Decisions;

/// <summary>The form of the <c>reasons</c> column.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    // A similarity that is not a number shuts its gates; it must not keep the decision from being written down.
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    Converters = [typeof(SnakeCase<ReplyAction>), typeof(SnakeCase<QueueEntryKind>), typeof(SnakeCase<MatchKind>), typeof(SnakeCase<MatchHead>)])]
[JsonSerializable(typeof(Decision))]
[JsonSerializable(typeof(IReadOnlyList<Gate>))]
public sealed partial class DecisionJson : JsonSerializerContext
{
    private sealed class SnakeCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower)
        where T : struct, Enum;
}
