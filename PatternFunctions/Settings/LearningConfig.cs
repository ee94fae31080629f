using System.Globalization;
using PatternFunctions.Learning;

namespace PatternFunctions.Settings;

/// <summary>
/// <c>pattern_learning_config</c>, read once and immutable. A key that is missing has its default; a value that cannot be
/// used has its safe one and stands in <see cref="Problems"/>: a slip of the pen in SQL must never make the system bolder.
/// </summary>
public sealed record LearningConfig
{
    public static LearningConfig Defaults { get; } = From(new Dictionary<string, string?>());

    public required bool Enabled { get; init; }

    public required bool ShadowMode { get; init; }

    public required bool KillSwitch { get; init; }

    /// <summary>Never below <see cref="SuggestThreshold"/>.</summary>
    public required decimal AutoExecuteThreshold { get; init; }

    /// <summary>Never below <see cref="QueueThreshold"/>.</summary>
    public required decimal SuggestThreshold { get; init; }

    public required decimal QueueThreshold { get; init; }

    public required int MinExecutionsForAuto { get; init; }

    public required decimal AutoMinSuccessLowerBound { get; init; }

    public required decimal AutoMinMatchProbability { get; init; }

    public required decimal AutoMinSimilarityLowerBound { get; init; }

    public required int AutoMaxRecentRejections { get; init; }

    public required int AutoMinDistinctOperators { get; init; }

    public required IReadOnlyList<string> NeverAutoTopics { get; init; }

    public required IReadOnlyList<string> LowRiskTypes { get; init; }

    public required int MaxAutoRepliesPerConversationPerHour { get; init; }

    public required int MaxAutoRepliesPerHour { get; init; }

    /// <summary>On the customer's clock; null when off.</summary>
    public required TimeRange? QuietHours { get; init; }

    public required IReadOnlyList<string> QuietHoursTypes { get; init; }

    public required TimeZoneInfo TimeZone { get; init; }

    public required decimal ConfidenceApproved { get; init; }

    public required decimal ConfidenceModified { get; init; }

    /// <summary>How much is taken: a positive number.</summary>
    public required decimal ConfidenceRejected { get; init; }

    /// <summary>How much a day takes: a positive number.</summary>
    public required decimal ConfidenceDecayDaily { get; init; }

    /// <summary>Where disuse stops taking. Below <see cref="QueueThreshold"/> nobody would ever be asked about a pattern again.</summary>
    public required decimal ConfidenceDecayFloor { get; init; }

    public required TimeSpan BurstWindow { get; init; }

    public required TimeSpan AutoSendDelay { get; init; }

    public required TimeSpan ApprovedSendDelay { get; init; }

    public required TimeSpan Takeover { get; init; }

    public required TimeSpan LearningWindow { get; init; }

    public required TimeSpan AnswerWindow { get; init; }

    /// <summary>The built-in ones and the business's own.</summary>
    public required IReadOnlyList<string> PatternTypes { get; init; }

    public required IReadOnlyList<string> Locations { get; init; }

    public required decimal NearDuplicateProbability { get; init; }

    public required int ProposalMinExamples { get; init; }

    public required int MaxNewPatternsPerHour { get; init; }

    public required int MaxNewPatternsPerCustomerPerHour { get; init; }

    public required int MaxNewPatternsPerOperatorPerHour { get; init; }

    public required int MaxAnalysisAttempts { get; init; }

    public required TimeSpan SuggestionExpiry { get; init; }

    public required string AutomatedReplySuffix { get; init; }

    public required IReadOnlyList<string> EscalationKeywords { get; init; }

    public required int RetentionDays { get; init; }

    public required decimal AiDailyBudgetUsd { get; init; }

    /// <summary>What templates may use: the built-in variables, the places, and the facts of <c>business_facts</c>.</summary>
    public required IReadOnlyList<TemplateVariable> Variables { get; init; }

    public required IReadOnlyList<ConfigProblem> Problems { get; init; }

    /// <summary>Never throws; keys that are not known are left out.</summary>
    public static LearningConfig From(IReadOnlyDictionary<string, string?> values, params IEnumerable<BusinessFact> facts)
    {
        ArgumentNullException.ThrowIfNull(values);
        var problems = new List<ConfigProblem>();

        string Raw(string key)
        {
            var definition = ConfigDefinitions.Find(key)!;
            if (!values.TryGetValue(key, out var text))
            {
                return definition.Default;
            }

            if (definition.Check(text) is not { } reason)
            {
                return text!;
            }

            problems.Add(new ConfigProblem(key, reason, definition.Safe));
            return definition.Safe;
        }

        bool Switch(string key) => ConfigText.ToBoolean(Raw(key))!.Value;
        decimal Number(string key) => ConfigText.ToDecimal(Raw(key))!.Value;
        int Count(string key) => (int)Number(key);
        IReadOnlyList<string> List(string key) => ConfigText.ToList(Raw(key));

        // A higher tier must not be easier to reach than a lower one: the stricter of the two holds.
        decimal AtLeast(decimal floor, string floorKey, string key)
        {
            var value = Number(key);
            if (value >= floor)
            {
                return value;
            }

            problems.Add(new ConfigProblem(key, $"It is lower than {floorKey}.", floor.ToString(CultureInfo.InvariantCulture)));
            return floor;
        }

        var queue = Number("queue_threshold");
        var suggest = AtLeast(queue, "queue_threshold", "suggest_threshold");
        var locations = List("locations");
        var timeZone = ConfigText.ToTimeZone(Raw("time_zone")) ?? TimeZoneInfo.Utc;
        return new LearningConfig
        {
            Enabled = Switch("enabled"),
            ShadowMode = Switch("shadow_mode"),
            KillSwitch = Switch("kill_switch"),
            AutoExecuteThreshold = AtLeast(suggest, "suggest_threshold", "auto_execute_threshold"),
            SuggestThreshold = suggest,
            QueueThreshold = queue,
            MinExecutionsForAuto = Count("min_executions_for_auto"),
            AutoMinSuccessLowerBound = Number("auto_min_success_lower_bound"),
            AutoMinMatchProbability = Number("auto_min_match_probability"),
            AutoMinSimilarityLowerBound = Number("auto_min_similarity_lower_bound"),
            AutoMaxRecentRejections = Count("auto_max_recent_rejections"),
            AutoMinDistinctOperators = Count("auto_min_distinct_operators"),
            NeverAutoTopics = List("never_auto_topics"),
            LowRiskTypes = List("low_risk_types"),
            MaxAutoRepliesPerConversationPerHour = Count("max_auto_replies_per_conversation_per_hour"),
            MaxAutoRepliesPerHour = Count("max_auto_replies_per_hour"),
            QuietHours = ConfigText.ToTimeRange(Raw("quiet_hours")),
            QuietHoursTypes = List("quiet_hours_types"),
            TimeZone = timeZone,
            ConfidenceApproved = Number("confidence_approved"),
            ConfidenceModified = Number("confidence_modified"),
            ConfidenceRejected = Number("confidence_rejected"),
            ConfidenceDecayDaily = Number("confidence_decay_daily"),
            ConfidenceDecayFloor = Number("confidence_decay_floor"),
            BurstWindow = TimeSpan.FromSeconds(Count("burst_window_seconds")),
            ApprovedSendDelay = TimeSpan.FromSeconds(Count("approved_send_delay_seconds")),
            AutoSendDelay = TimeSpan.FromSeconds(Count("auto_send_delay_seconds")),
            Takeover = TimeSpan.FromMinutes(Count("takeover_minutes")),
            LearningWindow = TimeSpan.FromMinutes(Count("learning_window_minutes")),
            AnswerWindow = TimeSpan.FromSeconds(Count("answer_window_seconds")),
            PatternTypes = Learning.PatternTypes.With(List("pattern_types")),
            Locations = locations,
            NearDuplicateProbability = Number("near_duplicate_probability"),
            ProposalMinExamples = Count("proposal_min_examples"),
            MaxNewPatternsPerHour = Count("max_new_patterns_per_hour"),
            MaxNewPatternsPerCustomerPerHour = Count("max_new_patterns_per_customer_per_hour"),
            MaxNewPatternsPerOperatorPerHour = Count("max_new_patterns_per_operator_per_hour"),
            MaxAnalysisAttempts = Count("max_analysis_attempts"),
            SuggestionExpiry = TimeSpan.FromMinutes(Count("suggestion_expiry_minutes")),
            AutomatedReplySuffix = Raw("automated_reply_suffix"),
            EscalationKeywords = List("escalation_keywords"),
            RetentionDays = Count("retention_days"),
            AiDailyBudgetUsd = Number("ai_daily_budget_usd"),
            Variables = TemplateVariables.With(locations, facts),
            Problems = problems,
        };
    }
}
