using System.Text.Json;
using PatternFunctions.Decisions;
using PatternFunctions.WebConsole.Parts;

namespace PatternFunctions.WebConsole;

/// <summary>Decisions for people to read.</summary>
internal static class Explanations
{
    /// <param name="reasons">The <c>reasons</c> column. A person who was forgotten has left no sentence in it.</param>
    public static Explanation? Read(string? reasons, decimal? confidence) => ReadDecision(reasons) is { } decision ? Of(decision, confidence) : null;

    public static Decision? ReadDecision(string? reasons)
    {
        try
        {
            return reasons is null ? null : JsonSerializer.Deserialize(reasons, DecisionJson.Default.Decision);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static Explanation Of(Decision decision, decimal? confidence) => new()
    {
        Sentence = SentenceOf(decision),
        MatchKind = decision.PatternId is null ? "none" : decision.Match.Kind is MatchKind.Signature ? "signature" : "similarity",
        DecisionConfidence = decision.Confidence,
        Confidence = confidence,
        MatchProbability = decision.Match.Kind is MatchKind.Signature ? 1 : decision.Match.Probability,
        Similarity = decision.Match.Similarity,
        Margin = decision.Match.Margin,
        Gates = GateWords.Of(decision.Gates),
    };

    /// <summary>The decision's own sentence, where it needs no list of conditions to be understood.</summary>
    public static string SentenceOf(Decision decision)
    {
        const string But = ", but not automatically.";
        if (RequestOf(decision) is { } request)
        {
            return request.Sentence;
        }

        var but = decision.Sentence.IndexOf(But, StringComparison.Ordinal);
        // The switches of the whole system stand in the sentence's beginning.
        var shut = GateWords.Of([.. decision.Gates.Where(gate => gate.Name is not (AutoGates.Enabled or AutoGates.NotShadow))]).Where(gate => !gate.IsOpen).ToList();
        if (but < 0 || shut.Count == 0)
        {
            return decision.Sentence.Replace("Learn only: no pattern matches.", Texts.Why_Unmatched, StringComparison.Ordinal);
        }

        var first = $"{decision.Sentence[..(but + But.Length)]} {shut[0].Sentence}";
        return shut.Count == 1 ? first : $"{first} {Words.Count(shut.Count - 1, Texts.Why_MoreOne, Texts.Why_MoreMany)}";
    }

    /// <returns>What a customer asked for with a word that carriers answer themselves; null if it was a question.</returns>
    public static (string Fate, string Sentence)? RequestOf(Decision decision) =>
        decision.Escalations.Contains(Decider.OptedOut) ? (Texts.Fate_Stop, Texts.Why_Stop)
        : decision.Escalations.Contains(Decider.OptedInAgain) ? (Texts.Fate_Start, Texts.Why_Start)
        : decision.Escalations.Contains(Decider.AsksForHelp) ? (Texts.Fate_Help, Texts.Why_Help)
        : null;
}
