using System.Text.Json.Serialization;

namespace PatternFunctions.Learning;

/// <summary>What goes to the model, and what comes back.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(AnalysisData))]
[JsonSerializable(typeof(AnalysisAnswer))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class LearningJson : JsonSerializerContext;

internal sealed record AnalysisData(
    string CustomerMessage,
    string OperatorReply,
    IReadOnlyList<string> CustomerNames,
    IReadOnlyList<string> PatternTypes,
    IReadOnlyList<AnalysisVariable> Variables);

internal sealed record AnalysisVariable(string Name, string Source, string Description);

internal sealed record AnalysisAnswer(
    bool Reusable,
    string NotReusableReason,
    string PatternType,
    IReadOnlyList<string> Keywords,
    string CanonicalQuestion,
    string ResponseTemplate,
    IReadOnlyList<AnswerVariable> Variables,
    IReadOnlyList<string> RequiredActions);

internal sealed record AnswerVariable(string Name, string Source);
