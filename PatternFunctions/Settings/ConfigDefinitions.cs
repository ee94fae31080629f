using PatternFunctions.Learning;
using static PatternFunctions.Settings.ConfigValueType;

namespace PatternFunctions.Settings;

/// <summary>Every key of <c>pattern_learning_config</c>, in the order in which people are shown them.</summary>
public static class ConfigDefinitions
{
    public static IReadOnlyList<ConfigDefinition> All { get; } =
    [
        Switch("enabled", "false", safe: "false", "Off: messages are acknowledged and nothing of them is kept."),
        Switch("shadow_mode", "true", safe: "true", "On: everything is decided and recorded, nothing is sent or shown to operators."),
        Switch("kill_switch", "false", safe: "true", "On: no automatic reply goes out, not even one already scheduled."),

        Fraction("auto_execute_threshold", "0.95", safe: "1", "Decision confidence from which a reply may go out by itself."),
        Fraction("suggest_threshold", "0.75", safe: "0.75", "Decision confidence from which an operator is shown a suggestion."),
        Fraction("queue_threshold", "0.50", safe: "0.50", "Decision confidence from which a reply waits for approval."),

        Count("min_executions_for_auto", "20", 1, 100_000, safe: "100000", "Successes that a pattern needs before it may answer by itself."),
        Fraction("auto_min_success_lower_bound", "0.85", safe: "1", "Success rate that the evidence must prove (95 % lower bound) for automatic replies."),
        Fraction("auto_min_match_probability", "0.98", safe: "1", "Probability that the message is the pattern's question, for automatic replies."),
        Fraction("auto_min_similarity_lower_bound", "0.95", safe: "1", "Share of right matches by similarity that the business's own labels must prove (95 % lower bound) for automatic replies."),
        Count("auto_max_recent_rejections", "0", 0, 20, safe: "0", "Rejections allowed among a pattern's last 20 verdicts, for automatic replies."),
        Count("auto_min_distinct_operators", "1", 1, 100, safe: "100", "Different operators who must have approved a pattern, for automatic replies."),
        List("never_auto_topics", "refund, injury, legal, complaint, medical, emergency", "Pattern types and words that are never answered automatically."),
        List("low_risk_types", "faq, hours, gift_cards", "Pattern types whose answers do little harm if wrong: no others answer by themselves; all for every type."),
        Count("max_auto_replies_per_conversation_per_hour", "3", 0, 1_000, safe: "0", "Automatic replies to one conversation within an hour."),
        Count("max_auto_replies_per_hour", "20", 0, 100_000, safe: "0", "Automatic replies to everyone within an hour."),
        new()
        {
            Key = "quiet_hours",
            Type = ConfigValueType.TimeRange,
            Default = "off",
            Safe = "00:00-24:00",
            Description = "Hours on the customer's clock without automatic replies, such as 21:00-08:00, or off.",
        },
        List("quiet_hours_types", "all", "Pattern types that keep the quiet hours; all for every type."),
        new()
        {
            Key = "time_zone",
            Type = ConfigValueType.TimeZone,
            Default = "UTC",
            Safe = "UTC",
            Description = "The business's time zone, such as America/New_York; also used when a customer's is not known.",
        },

        Fraction("confidence_approved", "0.15", safe: "0", "What an approval adds to a pattern's confidence."),
        Fraction("confidence_modified", "0.10", safe: "0", "What an approval with changes adds to a pattern's confidence."),
        Fraction("confidence_rejected", "0.20", safe: "0.20", "What a rejection takes from a pattern's confidence."),
        Fraction("confidence_decay_daily", "0.01", safe: "0.01", "What a day without use takes from a pattern's confidence."),
        Fraction("confidence_decay_floor", "0.50", safe: "0", "Disuse alone takes no pattern below this, so that operators still get to judge it; 0 lets it fade."),

        Count("burst_window_seconds", "5", 0, 120, safe: "5", "Texts of a customer so close together are one question."),
        Count("auto_send_delay_seconds", "20", 0, 3_600, safe: "20", "How long an automatic reply can be cancelled before it goes out."),
        Count("approved_send_delay_seconds", "5", 0, 60, safe: "5", "How long an approved reply can be taken back before it goes out."),
        Count("takeover_minutes", "240", 1, 43_200, safe: "43200", "How long a person's message keeps automation out of a conversation."),
        Count("learning_window_minutes", "120", 1, 10_080, safe: "120", "A later reply is no answer to learn from."),
        Count("answer_window_seconds", "300", 0, 3_600, safe: "300", "Texts of one side so close together are one question or one answer to learn from."),
        new()
        {
            Key = "pattern_types",
            Type = ConfigValueType.List,
            Default = "",
            Safe = "",
            Max = 1_000,
            Entries = new(PatternTypes.IsName, "2 to 40 lower-case letters, digits or underscores, a letter first, such as lost_and_found"),
            Description = "Types of patterns of your own, such as lessons or lost_and_found, beside booking, tech_issue, access, faq, gift_cards, hours, membership and general.",
        },
        List("locations", "", "The business's places; the one that a customer names is {{location}} in templates."),
        Fraction("near_duplicate_probability", "0.70", safe: "1", "Match probability from which a new question is taken for another wording of a known one."),
        Count("proposal_min_examples", "3", 2, 100, safe: "100", "Conversations in which operators must have answered differently, and alike, for a new version to be proposed."),
        Count("max_new_patterns_per_hour", "60", 0, 100_000, safe: "0", "Patterns learned within an hour; what exceeds them waits."),
        Count("max_new_patterns_per_customer_per_hour", "5", 0, 100_000, safe: "0", "Patterns learned from one customer's questions within an hour."),
        Count("max_new_patterns_per_operator_per_hour", "30", 0, 100_000, safe: "0", "Patterns learned from one operator's answers within an hour."),
        Count("max_analysis_attempts", "20", 1, 1_000, safe: "20", "Failed analyses of one answer before it is left to a person."),
        Count("suggestion_expiry_minutes", "60", 1, 10_080, safe: "60", "How long a suggestion waits for an operator."),
        new()
        {
            Key = "automated_reply_suffix",
            Type = Text,
            Default = "[Automated Response]",
            Safe = "[Automated Response]",
            Max = 100,
            Description = "Ends every automatic reply; empty for none.",
        },
        List("escalation_keywords", "manager, supervisor, owner, complaint, emergency, ambulance, police", "Words that bring an operator at once."),
        Count("retention_days", "365", 1, 36_500, safe: "365", "How long customers' texts are kept."),
        new()
        {
            Key = "ai_daily_budget_usd",
            Type = ConfigValueType.Number,
            Default = "5",
            Safe = "0",
            Min = 0,
            Max = 10_000,
            Description = "US dollars a day that analyses by the model may cost; what exceeds them waits.",
        },
    ];

    private static readonly Dictionary<string, ConfigDefinition> ByKey = All.ToDictionary(definition => definition.Key, StringComparer.Ordinal);

    public static ConfigDefinition? Find(string key) => ByKey.GetValueOrDefault(key);

    private static ConfigDefinition Switch(string key, string @default, string safe, string description) =>
        new() { Key = key, Type = ConfigValueType.Boolean, Default = @default, Safe = safe, Description = description };

    private static ConfigDefinition Fraction(string key, string @default, string safe, string description) =>
        new() { Key = key, Type = ConfigValueType.Number, Default = @default, Safe = safe, Min = 0, Max = 1, Description = description };

    private static ConfigDefinition Count(string key, string @default, int min, int max, string safe, string description) =>
        new() { Key = key, Type = WholeNumber, Default = @default, Safe = safe, Min = min, Max = max, Description = description };

    private static ConfigDefinition List(string key, string @default, string description) =>
        new() { Key = key, Type = ConfigValueType.List, Default = @default, Safe = @default, Max = 4_000, Description = description };
}
