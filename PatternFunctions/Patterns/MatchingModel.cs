using System.Text.Json.Serialization;
using PatternFunctions.Matching;

namespace PatternFunctions.Patterns;

/// <summary>Of a stored model what is needed to see whether it is another one than that in use.</summary>
/// <param name="FittedOn">The state of wordings and labels: <see cref="LabelStore.ReadStateAsync"/>.</param>
/// <param name="SpaceWordings">How many wordings its space was fitted on.</param>
/// <param name="SpaceSince">A number for its space.</param>
public sealed record ModelHeader(long Id, string FittedOn, DateTimeOffset FittedAt, int SpaceWordings, long SpaceSince);

/// <summary>A model as every instance uses it.</summary>
public sealed record MatchingModel(SimilaritySpace Space, LinearHead? Head, MatchCurves Curves);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(MatchCurves))]
[JsonSerializable(typeof(IReadOnlyList<HeadRecord>))]
internal sealed partial class MatchingJson : JsonSerializerContext;
