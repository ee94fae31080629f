using PatternFunctions.Conversations;
using PatternFunctions.Decisions;
using PatternFunctions.Patterns;

namespace PatternFunctions.Tests.Decisions;

public class AutoGatesTests
{
    private static readonly DecisionInput Perfect = Inputs.Perfect;

    private static readonly (string Gate, DecisionInput Input)[] OneShut =
    [
        ("enabled", Perfect.Under(config => config with { Enabled = false })),
        ("not_shadow", Perfect.Under(config => config with { ShadowMode = true })),
        ("kill_switch", Perfect.Under(config => config with { KillSwitch = true })),
        ("confidence", Perfect.Confidence(0.9499999m)),
        ("match_probability", Perfect.Similar(0.9799999)),
        ("similarity_trusted", Perfect.Similar(0.99) with { SimilarityProved = 0.9499999 }),
        ("similarity_trusted", Perfect.Similar(0.99) with { SimilarityProved = double.NaN }),
        ("pattern_active", Perfect.With(pattern => pattern with { IsActive = false })),
        ("auto_executable", Perfect.With(pattern => pattern with { AutoExecutable = false })),
        ("no_confirmation", Perfect.With(pattern => pattern with { RequiresConfirmation = true })),
        ("actions_handled", Perfect.With(pattern => pattern with { ActionsWithoutHandler = ["reset_bay"] })),
        ("successes", Perfect.With(pattern => pattern with { SuccessCount = 19 })),
        ("success_lower_bound", Perfect.With(pattern => pattern with { VersionApproved = 18 })),
        ("success_lower_bound", Perfect.With(pattern => pattern with { VersionRejected = 1 })),
        ("success_lower_bound", Perfect.With(pattern => pattern with { VersionModified = 1 })),
        ("success_lower_bound", Perfect.With(pattern => pattern with { VersionApproved = 0 })),
        ("recent_rejections", Perfect.With(pattern => pattern with { RecentVerdicts = [.. Approvals(19), OperatorVerdict.Rejected] })),
        ("distinct_operators", Perfect.Under(config => config with { AutoMinDistinctOperators = 2 })),
        ("no_human", Perfect.In(state => state with { HumanUntil = Inputs.Now.AddTicks(1) })),
        ("not_answered", Perfect.In(state => state with { Answered = true })),
        ("not_opted_out", Perfect.In(state => state with { OptedOut = true })),
        ("not_group", Perfect.In(state => state with { IsGroup = true })),
        ("text_only", Perfect.In(state => state with { HasMedia = true })),
        ("text_only", Perfect.In(state => state with { HasText = false })),
        ("known_sender", Perfect.In(state => state with { AnonymousSender = true })),
        ("not_automated_sender", Perfect.In(state => state with { AutomatedSender = true })),
        ("conversation_cap", Perfect.In(state => state with { AutomaticRepliesLastHour = 3 })),
        ("overall_cap", Perfect.In(state => state with { AutomaticRepliesLastHourOverall = 20 })),
        ("quiet_hours", Perfect.In(state => state with { LocalTime = new TimeOnly(21, 0) })),
        ("no_escalation", Perfect.In(state => state with { Escalations = [EscalationKind.Legal] })),
        ("no_escalation", Perfect.In(state => state with { Request = OptOutRequest.Start })),
        ("no_escalation", Perfect.In(state => state with { Request = OptOutRequest.Help })),
        ("in_time", Perfect.In(state => state with { AskedAt = Inputs.Now.AddMinutes(-60).AddSeconds(-21) })),
        ("topic_allowed", Perfect.In(state => state with { NeverAutoTopic = "refund" })),
        ("topic_allowed", Perfect.With(pattern => pattern with { Type = "Refund" }).Under(config => config with { LowRiskTypes = ["refund"] })),
        ("type_allowed", Perfect.With(pattern => pattern with { Type = "membership" })),
        ("type_allowed", Perfect.Under(config => config with { LowRiskTypes = [] })),
        ("variables_filled", Perfect with { UnfilledVariables = ["bay_number"] }),
        ("latest_message", Perfect.In(state => state with { NewerCustomerMessage = true })),
        ("first_automatic_reply", Perfect.In(state => state with { AnsweredAutomatically = true })),
    ];

    private static readonly (string Gate, DecisionInput Input)[] JustOpen =
    [
        ("confidence", Perfect.Confidence(0.95m)),
        ("match_probability", Perfect.Similar(0.98)),
        ("similarity_trusted", Perfect.Similar(0.98) with { SimilarityProved = 0.95 }),
        ("similarity_trusted", Perfect with { SimilarityProved = 0 }),
        ("successes", Perfect.With(pattern => pattern with { SuccessCount = 20 })),
        ("success_lower_bound", Perfect.With(pattern => pattern with { VersionApproved = 19 })),
        ("success_lower_bound", Perfect.With(pattern => pattern with { VersionApproved = 30, VersionRejected = 1 })),
        ("recent_rejections", Perfect.With(pattern => pattern with { RecentVerdicts = [.. Approvals(20), OperatorVerdict.Rejected] })),
        ("recent_rejections", Perfect.With(pattern => pattern with { RecentVerdicts = [OperatorVerdict.Modified] })),
        ("no_human", Perfect.In(state => state with { HumanUntil = Inputs.Now })),
        ("conversation_cap", Perfect.In(state => state with { AutomaticRepliesLastHour = 2 })),
        ("overall_cap", Perfect.In(state => state with { AutomaticRepliesLastHourOverall = 19 })),
        ("in_time", Perfect.In(state => state with { AskedAt = Inputs.Now.AddMinutes(-60).AddSeconds(-20) })),
        ("type_allowed", Perfect.With(pattern => pattern with { Type = "Gift_Cards" })),
        ("type_allowed", Perfect.With(pattern => pattern with { Type = "membership" }).Under(config => config with { LowRiskTypes = ["all"] })),
        ("quiet_hours", Perfect.In(state => state with { LocalTime = new TimeOnly(20, 59, 59) })),
        ("quiet_hours", Perfect.In(state => state with { LocalTime = new TimeOnly(8, 0) })),
        ("quiet_hours", Perfect.In(state => state with { LocalTime = new TimeOnly(3, 0) }).Under(config => config with { QuietHoursTypes = ["booking"] })),
        ("quiet_hours", Perfect.In(state => state with { LocalTime = new TimeOnly(3, 0) }).Under(config => config with { QuietHours = null })),
    ];

    public static TheoryData<int, string> ShutCases => Cases(OneShut);

    public static TheoryData<int, string> OpenCases => Cases(JustOpen);

    [Fact]
    public void A_question_without_any_objection_is_answered_automatically()
    {
        Assert.All(AutoGates.Evaluate(Perfect), gate => Assert.True(gate.Ok, gate.Sentence));
        Assert.Equal(ReplyAction.Auto, Decider.Decide(Perfect).Action);
    }

    [Theory]
    [MemberData(nameof(ShutCases))]
    public void One_shut_gate_alone_prevents_an_automatic_reply(int index, string gate)
    {
        var input = OneShut[index].Input;

        Assert.Equal(gate, Assert.Single(AutoGates.Evaluate(input), found => !found.Ok).Name);
        Assert.False(AutoGates.AllHold(AutoGates.Evaluate(input)));
        Assert.NotEqual(ReplyAction.Auto, Decider.Decide(input).Action);
    }

    [Theory]
    [MemberData(nameof(OpenCases))]
    public void At_its_boundary_a_gate_is_open(int index, string gate)
    {
        var input = JustOpen[index].Input;

        Assert.True(AutoGates.Evaluate(input).Single(found => found.Name == gate).Ok);
        Assert.Equal(ReplyAction.Auto, Decider.Decide(input).Action);
    }

    [Fact]
    public void Every_gate_but_matched_has_a_case_above()
    {
        var names = AutoGates.Evaluate(Perfect).Select(gate => gate.Name).ToList();

        Assert.Equal(names.Order().Distinct(), names.Order());
        Assert.Equal(names.Where(name => name != "matched").Order(), OneShut.Select(shut => shut.Gate).Distinct().Order());
    }

    [Fact]
    public void Without_a_match_the_gates_are_the_same_and_nothing_of_a_pattern_holds()
    {
        var gates = AutoGates.Evaluate(Perfect.Unmatched());

        Assert.Equal(AutoGates.Evaluate(Perfect).Select(gate => gate.Name), gates.Select(gate => gate.Name));
        Assert.Equal(
            ["matched", "confidence", "match_probability", "pattern_active", "auto_executable", "no_confirmation",
                "actions_handled", "successes", "success_lower_bound", "distinct_operators", "type_allowed"],
            gates.Where(gate => !gate.Ok).Select(gate => gate.Name));
    }

    [Fact]
    public void A_value_just_below_the_bar_is_not_shown_as_the_bar()
    {
        var gate = AutoGates.Evaluate(Perfect.Confidence(0.9499999m)).Single(gate => gate.Name == "confidence");

        Assert.Equal(("0.9499", "at least 0.95"), (gate.Value, gate.Required));
        Assert.Equal("Decision confidence: 0.9499, not at least 0.95.", gate.Sentence);
    }

    private static IEnumerable<OperatorVerdict> Approvals(int count) => Enumerable.Repeat(OperatorVerdict.Approved, count);

    private static TheoryData<int, string> Cases((string Gate, DecisionInput Input)[] cases)
    {
        var data = new TheoryData<int, string>();
        for (var index = 0; index < cases.Length; index++)
        {
            data.Add(index, cases[index].Gate);
        }

        return data;
    }
}
