using System.Text.Json;
using PatternFunctions.Decisions;
using PatternFunctions.WebConsole.Parts;

namespace PatternFunctions.WebConsole;

/// <summary>Decisions for people to read.</summary>
internal static class Explanations
{
    /// <param name="reasons">The <c>reasons</c> column. A person who was forgotten has left no sentence in it.</param>
    public static Explanation? Read(string? reasons, decimal? confidence)
    {
        try
        {
            return reasons is null || JsonSerializer.Deserialize(reasons, DecisionJson.Default.Decision) is not { } decision ? null : Of(decision, confidence);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static Explanation Of(Decision decision, decimal? confidence) => new()
    {
        Sentence = decision.Sentence,
        MatchKind = decision.PatternId is null ? "none" : decision.Match.Kind is MatchKind.Signature ? "signature" : "similarity",
        DecisionConfidence = decision.Confidence,
        Confidence = confidence,
        MatchProbability = decision.Match.Kind is MatchKind.Signature ? 1 : decision.Match.Probability,
        Similarity = decision.Match.Similarity,
        Margin = decision.Match.Margin,
        Gates = [.. decision.Gates.Select(gate => new GateRow(gate.Ok, gate.Sentence))],
    };
}
