using System.Text.Json.Serialization;
using PatternFunctions.Decisions;
using PatternFunctions.Settings;

namespace PatternFunctions.Patterns;

/// <summary>A pattern with what is known for and against it.</summary>
/// <param name="Evidence">Null for a retired pattern.</param>
/// <param name="Gates">Those conditions of an automatic reply that depend on the pattern and the settings, not on a conversation.</param>
public sealed record PatternState(PatternDetails Pattern, PatternEvidence? Evidence, IReadOnlyList<Gate> Gates)
{
    private static readonly string[] Standing =
    [
        "enabled", "not_shadow", "kill_switch", "confidence", "pattern_active", "auto_executable", "no_confirmation", "actions_handled",
        "successes", "success_lower_bound", "recent_rejections", "distinct_operators", "topic_allowed", "type_allowed",
    ];

    /// <summary>One person's own approvals do not carry a pattern where more are asked for.</summary>
    [JsonIgnore]
    public bool IsShortOfOperators => Gates.Any(gate => gate is { Name: "distinct_operators", Ok: false });

    public static PatternState Of(PatternDetails pattern, PatternSnapshot? snapshot, LearningConfig config, DateTimeOffset now) =>
        new(
            pattern,
            snapshot is null ? null : PatternEvidence.Of(snapshot),
            snapshot is null ? [] : GatesOf(snapshot, config, now));

    /// <returns>The conditions that depend on no conversation.</returns>
    public static IReadOnlyList<Gate> GatesOf(PatternSnapshot snapshot, LearningConfig config, DateTimeOffset now) =>
        [.. BestCase(snapshot, config, now).Gates.Where(gate => Standing.Contains(gate.Name))];

    /// <summary>What the pattern's very words would come to in a conversation where nothing stands against an answer.</summary>
    public static Decision BestCase(PatternSnapshot snapshot, LearningConfig config, DateTimeOffset now) => Decider.Decide(new DecisionInput
    {
        Match = MatchedPattern.Verbatim,
        Pattern = snapshot,
        Config = config with { QuietHours = null },
        Conversation = new ConversationState { LocalTime = new TimeOnly(12, 0) },
        Now = now,
    });
}
