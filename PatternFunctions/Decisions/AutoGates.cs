using PatternFunctions.Conversations;
using PatternFunctions.Patterns;
using PatternFunctions.Settings;
using static PatternFunctions.Decisions.Gate;

namespace PatternFunctions.Decisions;

/// <summary>
/// The conditions of an automatic reply, all in this one place. They are evaluated when deciding and again, on fresh
/// values, when sending: a reply goes out only if every one holds at that moment.
/// </summary>
public static class AutoGates
{
    public const string Enabled = "enabled";
    public const string NotShadow = "not_shadow";
    public const string KillSwitch = "kill_switch";

    private const string SimilarityTrusted = "similarity_trusted";

    /// <summary>How many of the newest verdicts <c>auto_max_recent_rejections</c> looks at.</summary>
    public const int RecentVerdicts = 20;

    public static bool AllHold(IReadOnlyList<Gate> gates) => gates.All(gate => gate.Ok);

    /// <returns>Every gate, always the same ones in the same order.</returns>
    public static IReadOnlyList<Gate> Evaluate(DecisionInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return [.. System(input.Config), .. Match(input), .. Pattern(input), .. Conversation(input), .. Reply(input)];
    }

    private static IEnumerable<Gate> System(LearningConfig config) =>
    [
        Flag(Enabled, config.Enabled, "The system is switched on.", "The system is switched off."),
        Flag(NotShadow, !config.ShadowMode, "Shadow mode is off.", "Shadow mode is on."),
        Flag(KillSwitch, !config.KillSwitch, "The kill switch is off.", "The kill switch is on, or was used since."),
    ];

    private static IEnumerable<Gate> Match(DecisionInput input)
    {
        var config = input.Config;
        var bySimilarity = input.Match.Kind is MatchKind.Similarity;
        return
        [
            Flag("matched", input.IsMatched, "A pattern matches.", "No pattern matches."),
            AtLeast("confidence", input.Confidence, config.AutoExecuteThreshold, "Decision confidence"),
            AtLeast("match_probability", input.MatchProbability, config.AutoMinMatchProbability, "Match probability"),
            bySimilarity
                ? AtLeast(SimilarityTrusted, Proved(input.SimilarityProved), config.AutoMinSimilarityLowerBound, "Share of right matches by similarity, as the business's own labels prove it")
                : Flag(SimilarityTrusted, ok: true, "The match does not rest on similarity.", ""),
        ];
    }

    private static IEnumerable<Gate> Pattern(DecisionInput input)
    {
        var config = input.Config;
        var pattern = input.Pattern;
        var verdicts = pattern is null ? 0 : pattern.VersionApproved + pattern.VersionModified + pattern.VersionRejected;
        var bound = pattern is null ? 0 : SuccessBound.Lower(pattern.VersionApproved, verdicts);
        var rejections = pattern?.RecentVerdicts.Take(RecentVerdicts).Count(verdict => verdict is OperatorVerdict.Rejected) ?? 0;
        var actions = pattern?.ActionsWithoutHandler ?? [];
        return
        [
            Flag("pattern_active", pattern is { IsActive: true }, "The pattern is active.", "The pattern is not active."),
            Flag("auto_executable", pattern is { AutoExecutable: true }, "The pattern may answer by itself.", "The pattern may not answer by itself."),
            Flag("no_confirmation", pattern is { RequiresConfirmation: false }, "The pattern asks for no confirmation.", "The pattern asks for confirmation."),
            None("actions_handled", pattern is not null, actions, "Every required action can be carried out.", "Nothing here can carry out"),
            AtLeast("successes", pattern?.SuccessCount ?? 0, config.MinExecutionsForAuto, "Successes"),
            AtLeast("success_lower_bound", Proved(bound), config.AutoMinSuccessLowerBound, "Proved success rate"),
            AtMost("recent_rejections", rejections, config.AutoMaxRecentRejections, $"Rejections among the last {RecentVerdicts} verdicts"),
            AtLeast("distinct_operators", pattern?.DistinctApprovingOperators ?? 0, config.AutoMinDistinctOperators, "Operators who approved"),
        ];
    }

    private static IEnumerable<Gate> Conversation(DecisionInput input)
    {
        var config = input.Config;
        var state = input.Conversation;
        // The undo window is no delay.
        var patience = config.SuggestionExpiry + config.AutoSendDelay;
        var quiet = config.QuietHours is { } hours && KeepsQuiet(config, input.Pattern?.Type) && hours.Contains(state.LocalTime);
        return
        [
            Flag("no_human", !(state.HumanUntil > input.Now), "No person has the conversation.", "A person has the conversation."),
            Flag("not_answered", !state.Answered, "Nobody has answered yet.", "A person has answered already."),
            Flag("not_opted_out", !state.OptedOut, "The customer has not opted out.", "The customer has opted out."),
            Flag("not_group", !state.IsGroup, "The customer writes alone.", "It is a group conversation."),
            Flag("text_only", state is { HasText: true, HasMedia: false }, "The message is text alone.", "The message has a picture or other media, or no words."),
            Flag("known_sender", !state.AnonymousSender, "The sender's number is known.", "The sender's number is withheld."),
            Flag("not_automated_sender", !state.AutomatedSender, "The sender seems to be a person.", "The sender seems to be a machine."),
            Below("conversation_cap", state.AutomaticRepliesLastHour, config.MaxAutoRepliesPerConversationPerHour, "Automatic replies to this customer within an hour"),
            Below("overall_cap", state.AutomaticRepliesLastHourOverall, config.MaxAutoRepliesPerHour, "Automatic replies to everyone within an hour"),
            Flag("quiet_hours", !quiet, "No quiet hours at the customer's place.", "It is within quiet hours at the customer's place."),
            // A carrier has answered STOP, START and HELP itself.
            Flag(
                "no_escalation", state.Escalations.Count == 0 && state.Request is OptOutRequest.None,
                "Nothing calls for a person.", "The message calls for a person."),
            AtMost("in_time", Minutes(state.AskedAt is { } askedAt ? input.Now - askedAt : TimeSpan.Zero), Minutes(patience), "Minutes since the question"),
        ];
    }

    private static IEnumerable<Gate> Reply(DecisionInput input)
    {
        var state = input.Conversation;
        var topic = state.NeverAutoTopic ?? NeverAutoType(input);
        return
        [
            None("topic_allowed", true, topic is null ? [] : [topic], "The topic may be answered automatically.", "Never answered automatically:"),
            OneOf("type_allowed", input.Pattern?.Type, input.Config.LowRiskTypes),
            None("variables_filled", true, input.UnfilledVariables, "Every blank of the reply is filled.", "Blanks without a value:"),
            Flag("latest_message", !state.NewerCustomerMessage, "The customer has not written since.", "The customer is still writing, or has written since."),
            Flag("first_automatic_reply", !state.AnsweredAutomatically, "The question has had no automatic reply.", "The question has had its automatic reply."),
        ];
    }

    private static string? NeverAutoType(DecisionInput input) =>
        input.Config.NeverAutoTopics.FirstOrDefault(topic => string.Equals(topic, input.Pattern?.Type, StringComparison.OrdinalIgnoreCase));

    private static bool KeepsQuiet(LearningConfig config, string? type) =>
        config.QuietHoursTypes.Any(entry =>
            entry.Equals("all", StringComparison.OrdinalIgnoreCase) || entry.Equals(type, StringComparison.OrdinalIgnoreCase));

    // A bound of 0.84999… must not be rounded up over the bar.
    private static decimal Proved(double bound) => double.IsNaN(bound) ? 0 : Math.Round((decimal)bound, 6, MidpointRounding.ToZero);

    private static decimal Minutes(TimeSpan time) => (decimal)time.TotalMinutes;
}
