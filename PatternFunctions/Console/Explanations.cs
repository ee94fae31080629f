using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using PatternFunctions.Decisions;
using PatternFunctions.WebConsole.Parts;

namespace PatternFunctions.WebConsole;

/// <summary>Decisions for people to read.</summary>
internal static partial class Explanations
{
    private const string But = ", but not automatically.";

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
        Sentence = OutlineOf(decision),
        MatchKind = decision.PatternId is null ? "none" : decision.Match.Kind is MatchKind.Signature ? "signature" : "similarity",
        DecisionConfidence = decision.Confidence,
        Confidence = confidence,
        MatchProbability = decision.Match.Kind is MatchKind.Signature ? 1 : decision.Match.Probability,
        Similarity = decision.Match.Similarity,
        Margin = decision.Match.Margin,
        Gates = GateWords.Of(decision.Gates),
    };

    /// <summary>The whole in a sentence, where no list of conditions follows.</summary>
    public static string SentenceOf(Decision decision)
    {
        // The switches of the whole system stand in the sentence's beginning.
        var shut = GateWords.Of([.. decision.Gates.Where(gate => gate.Name is not (AutoGates.Enabled or AutoGates.NotShadow))])
            .Where(gate => !gate.IsOpen).ToList();
        var outline = OutlineOf(decision);
        return !outline.EndsWith(But, StringComparison.Ordinal) || shut.Count == 0 ? outline
            : shut.Count == 1 ? $"{outline} {shut[0].Sentence}"
            : $"{outline} {shut[0].Sentence} {Words.Count(shut.Count - 1, Texts.Why_MoreOne, Texts.Why_MoreMany)}";
    }

    /// <summary>What was decided, without the conditions.</summary>
    private static string OutlineOf(Decision decision)
    {
        if (RequestOf(decision) is { } request)
        {
            return request.Sentence;
        }

        var but = decision.Sentence.IndexOf(But, StringComparison.Ordinal);
        // What is learned shows only once somebody has answered.
        var outline = but >= 0 ? decision.Sentence[..(but + But.Length)] : decision.Sentence
            .Replace("Learn only: no pattern matches.", Texts.Why_Unmatched, StringComparison.Ordinal)
            .Replace("Learn only:", Texts.Why_Nothing, StringComparison.Ordinal);
        return Shares().Replace(outline, share => Number.Cut(double.Parse(share.ValueSpan, CultureInfo.InvariantCulture)));
    }

    /// <summary>Confidence and what it is held against: "0.6499", and a bare "1".</summary>
    [GeneratedRegex(@"(?<=confidence |is below )[01](?:\.\d+)?")]
    private static partial Regex Shares();

    /// <returns>What a customer asked for with a word that carriers answer themselves; null if it was a question.</returns>
    public static (string Fate, string Sentence)? RequestOf(Decision decision) =>
        decision.Escalations.Contains(Decider.OptedOut) ? (Texts.Fate_Stop, Texts.Why_Stop)
        : decision.Escalations.Contains(Decider.OptedInAgain) ? (Texts.Fate_Start, Texts.Why_Start)
        : decision.Escalations.Contains(Decider.AsksForHelp) ? (Texts.Fate_Help, Texts.Why_Help)
        : null;
}
