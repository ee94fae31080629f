using System.Globalization;
using PatternFunctions.Decisions;
using PatternFunctions.WebConsole.Parts;

namespace PatternFunctions.WebConsole;

/// <summary>The conditions of an automatic reply as a manager reads them: each cause once, and what there is to do about it.</summary>
internal static class GateWords
{
    private const string Matched = "matched";
    private const string ActionsHandled = "actions_handled";

    /// <summary>What activating a pattern sets, all three at once.</summary>
    private static readonly string[] switches = ["pattern_active", "auto_executable", "no_confirmation"];

    /// <summary>What more approvals would mend.</summary>
    private static readonly string[] ofEvidence = ["confidence", "successes", "success_lower_bound", "recent_rejections", "distinct_operators"];

    /// <summary>What asks for a pattern, or for its match: without one they all say the same.</summary>
    private static readonly string[] ofPattern =
    [
        "match_probability", "similarity_trusted", .. switches, ActionsHandled, .. ofEvidence, "topic_allowed", "type_allowed", "variables_filled",
    ];

    public static bool IsSwitch(Gate gate) => switches.Contains(gate.Name);

    public static IReadOnlyList<GateRow> Of(IReadOnlyList<Gate> gates)
    {
        // Whoever is told that a pattern can never answer by itself need not be asked for approvals of it.
        var never = gates.Where(IsNever).ToList();
        var isMatched = gates.All(gate => gate is not { Name: Matched, Ok: false });
        var set = gates.Where(IsSwitch).ToList();
        // What contradicts itself is said as it is: somebody has set a part of it by hand.
        var isOne = set.Count == switches.Length && set.All(gate => gate.Ok == set[0].Ok);
        return
        [
            .. never.Select(RowOf),
            .. gates.Where(gate => isMatched || !ofPattern.Contains(gate.Name))
                .Where(gate => never.Count == 0 || (!never.Contains(gate) && (gate.Ok || !ofEvidence.Contains(gate.Name))))
                .Where(gate => !isOne || !IsSwitch(gate) || gate.Name == switches[0])
                .Select(gate => isOne && IsSwitch(gate) ? new GateRow(gate.Ok, gate.Ok ? Texts.Gate_SwitchedOn : Texts.Gate_NeverSwitchedOn) : RowOf(gate)),
        ];
    }

    private static bool IsNever(Gate gate) => gate is { Name: ActionsHandled, Ok: false, Value: not "unknown" };

    public static GateRow RowOf(Gate gate) => new(gate.Ok, IsNever(gate)
        ? Words.Format(Texts.Gate_Action, gate.Value.Replace('_', ' '))
        : Number(gate.Value) is { } value && Number(gate.Required) is { } required ? Compared(gate, value, required) : gate.Sentence);

    private static string Compared(Gate gate, double value, double required)
    {
        var missing = (long)Math.Ceiling(required - value);
        return gate.Name switch
        {
            "confidence" => Words.Format(Texts.Gate_Confidence, WebConsole.Number.Cut(value), WebConsole.Number.Cut(required)),
            "match_probability" => Words.Format(Texts.Gate_Probability, WebConsole.Number.Cut(value), WebConsole.Number.Cut(required)),
            "similarity_trusted" => Words.Format(Texts.Gate_Similarity, WebConsole.Number.Percent(value), WebConsole.Number.Percent(required)),
            "successes" when gate.Ok => Words.Format(Texts.Gate_Successes, value, required),
            "successes" => Words.Format(missing == 1 ? Texts.Gate_SuccessOne : Texts.Gate_SuccessMany, missing, value, required),
            "success_lower_bound" => Words.Format(gate.Ok ? Texts.Gate_BoundHolds : Texts.Gate_Bound, WebConsole.Number.Percent(value), WebConsole.Number.Percent(required)),
            "recent_rejections" when value == 0 => Words.Format(Texts.Gate_RejectionNone, AutoGates.RecentVerdicts),
            "recent_rejections" => Words.Format(
                value == 1 ? Texts.Gate_RejectionOne : Texts.Gate_RejectionMany, value, AutoGates.RecentVerdicts,
                required == 0 ? Texts.Gate_RejectionAllowedNone : Words.Format(Texts.Gate_RejectionAllowed, required)),
            "distinct_operators" when gate.Ok => Words.Format(Texts.Gate_Operators, value, required),
            "distinct_operators" => Words.Format(missing == 1 ? Texts.Gate_OperatorOne : Texts.Gate_OperatorMany, missing, value, required),
            "conversation_cap" => Words.Format(Texts.Gate_ConversationCap, value, required),
            "overall_cap" => Words.Format(Texts.Gate_OverallCap, value, required),
            "in_time" => Words.Format(Texts.Gate_InTime, Math.Truncate(value), required),
            _ => gate.Sentence,
        };
    }

    /// <returns>The number of "0.36", or of "at least 0.95"; null if it is none.</returns>
    private static double? Number(string text) =>
        double.TryParse(text.AsSpan(text.LastIndexOf(' ') + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
