using PatternFunctions.Decisions;
using PatternFunctions.Patterns;
using PatternFunctions.Settings;

namespace PatternFunctions.Tests.Decisions;

internal static class Inputs
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 15, 0, 0, TimeSpan.Zero);

    public static LearningConfig Live { get; } = LearningConfig.From(new Dictionary<string, string?>
    {
        ["enabled"] = "true",
        ["shadow_mode"] = "false",
        ["quiet_hours"] = "21:00-08:00",
    });

    /// <summary>A question for which every gate is open.</summary>
    public static DecisionInput Perfect { get; } = new()
    {
        Match = new() { Kind = MatchKind.Signature, Similarity = 1, Margin = 0.4, Probability = 1 },
        Pattern = new()
        {
            Id = 7,
            Version = 2,
            Type = "faq",
            Confidence = 1,
            IsActive = true,
            AutoExecutable = true,
            RequiresConfirmation = false,
            SuccessCount = 20,
            VersionApproved = 20,
            VersionModified = 0,
            VersionRejected = 0,
            RecentVerdicts = [.. Enumerable.Repeat(OperatorVerdict.Approved, 20)],
            DistinctApprovingOperators = 1,
        },
        Config = Live,
        Conversation = new() { LocalTime = new TimeOnly(15, 0) },
        SimilarityProved = 0.95,
        Now = Now,
    };

    public static DecisionInput With(this DecisionInput input, Func<PatternSnapshot, PatternSnapshot> change) =>
        input with { Pattern = change(input.Pattern!) };

    public static DecisionInput In(this DecisionInput input, Func<ConversationState, ConversationState> change) =>
        input with { Conversation = change(input.Conversation) };

    public static DecisionInput Under(this DecisionInput input, Func<LearningConfig, LearningConfig> change) =>
        input with { Config = change(input.Config) };

    public static DecisionInput Confidence(this DecisionInput input, decimal confidence) =>
        input.With(pattern => pattern with { Confidence = confidence });

    public static DecisionInput Similar(this DecisionInput input, double probability) =>
        input with { Match = new() { Kind = MatchKind.Similarity, Similarity = 0.9, Margin = 0.3, Probability = probability } };

    public static DecisionInput Unmatched(this DecisionInput input) => input with { Match = MatchedPattern.None, Pattern = null };
}
