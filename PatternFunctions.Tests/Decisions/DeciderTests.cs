using System.Globalization;
using System.Text.Json;
using PatternFunctions.Conversations;
using PatternFunctions.Decisions;

namespace PatternFunctions.Tests.Decisions;

public class DeciderTests
{
    private static readonly DecisionInput Perfect = Inputs.Perfect;

    [Theory]
    [InlineData("1", ReplyAction.Auto)]
    [InlineData("0.95", ReplyAction.Auto)]
    [InlineData("0.9499999999", ReplyAction.Suggest)]
    [InlineData("0.75", ReplyAction.Suggest)]
    [InlineData("0.7499999999", ReplyAction.Queue)]
    [InlineData("0.50", ReplyAction.Queue)]
    [InlineData("0.4999999999", ReplyAction.Shadow)]
    [InlineData("0", ReplyAction.Shadow)]
    public void The_tiers_begin_at_their_thresholds(string confidence, ReplyAction expected)
    {
        var decision = Decider.Decide(Perfect.Confidence(decimal.Parse(confidence, CultureInfo.InvariantCulture)));

        Assert.Equal(expected, decision.Action);
        Assert.Equal(expected, decision.Would);
    }

    [Theory]
    [InlineData("1", 0.98, "0.98", ReplyAction.Auto)]
    [InlineData("0.96", 0.98, "0.9408", ReplyAction.Suggest)]
    [InlineData("0.75", 0.9999, "0.749925", ReplyAction.Queue)]
    [InlineData("0.65", 0.5, "0.325", ReplyAction.Shadow)]
    [InlineData("1", double.NaN, "0", ReplyAction.Shadow)]
    [InlineData("1", 7, "1", ReplyAction.Auto)]
    public void Decision_confidence_is_confidence_times_match_probability(string confidence, double probability, string product, ReplyAction expected)
    {
        var decision = Decider.Decide(Perfect.Confidence(decimal.Parse(confidence, CultureInfo.InvariantCulture)).Similar(probability));

        Assert.Equal(decimal.Parse(product, CultureInfo.InvariantCulture), decision.Confidence);
        Assert.Equal(expected, decision.Action);
    }

    [Fact]
    public void An_inactive_pattern_is_suggested_and_queued_like_any_other()
    {
        var inactive = Perfect.With(pattern => pattern with { IsActive = false });

        Assert.Equal(ReplyAction.Suggest, Decider.Decide(inactive).Action);
        Assert.Equal(ReplyAction.Queue, Decider.Decide(inactive.Confidence(0.50m)).Action);
    }

    [Fact]
    public void No_match_is_learning_only_and_no_entry()
    {
        var decision = Decider.Decide(Perfect.Unmatched());

        Assert.Equal(ReplyAction.Shadow, decision.Action);
        Assert.Null(decision.Entry);
        Assert.Null(decision.PatternId);
        Assert.Equal("Learn only: no pattern matches.", decision.Sentence);
    }

    [Fact]
    public void Shadow_mode_does_nothing_and_says_what_it_would_have_done()
    {
        var decision = Decider.Decide(Perfect.Under(config => config with { ShadowMode = true }));

        Assert.Equal((ReplyAction.Shadow, ReplyAction.Auto), (decision.Action, decision.Would));
        Assert.Null(decision.Entry);
        Assert.StartsWith("Shadow mode", decision.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Shadow_mode_calls_no_operator()
    {
        var decision = Decider.Decide(Perfect.Unmatched().Under(config => config with { ShadowMode = true })
            .In(state => state with { Escalations = [EscalationKind.Injury] }));

        Assert.False(decision.EscalateToOperator);
        Assert.Equal((ReplyAction.Shadow, ReplyAction.Queue), (decision.Action, decision.Would));
        Assert.Null(decision.Entry);
        Assert.Equal(["injury"], decision.Escalations);
    }

    [Theory]
    [InlineData("1", ReplyAction.Suggest, true)]
    [InlineData("0.6", ReplyAction.Queue, true)]
    [InlineData("0.1", ReplyAction.Queue, false)]
    public void An_escalation_goes_to_an_operator_whatever_the_confidence(string confidence, ReplyAction action, bool proposes)
    {
        var decision = Decider.Decide(Perfect.Confidence(decimal.Parse(confidence, CultureInfo.InvariantCulture))
            .In(state => state with { Escalations = [EscalationKind.Anger, EscalationKind.WantsHuman] }));

        Assert.Equal((action, QueueEntryKind.Attention), (decision.Action, decision.Entry));
        Assert.True(decision.EscalateToOperator);
        Assert.Equal(proposes, decision.ProposesReply);
        Assert.Equal("To an operator at once: anger, wants human.", decision.Sentence);
    }

    [Fact]
    public void An_escalation_without_a_match_is_an_entry_without_a_reply()
    {
        var decision = Decider.Decide(Perfect.Unmatched().In(state => state with { Escalations = [EscalationKind.Keyword] }));

        Assert.Equal((ReplyAction.Queue, QueueEntryKind.Attention), (decision.Action, decision.Entry));
        Assert.False(decision.ProposesReply);
        Assert.True(decision.EscalateToOperator);
    }

    [Fact]
    public void A_message_of_media_alone_goes_to_a_person()
    {
        var decision = Decider.Decide(Perfect.Unmatched().In(state => state with { HasText = false, HasMedia = true }));

        Assert.Equal(["media_only"], decision.Escalations);
        Assert.Equal((ReplyAction.Queue, QueueEntryKind.Attention), (decision.Action, decision.Entry));
    }

    [Fact]
    public void An_unsure_match_twice_in_a_row_goes_to_a_person()
    {
        var unsure = Perfect.Confidence(0.4m);
        var again = unsure.In(state => state with { PreviousLowConfidence = true });

        Assert.Equal(ReplyAction.Shadow, Decider.Decide(unsure).Action);
        Assert.Equal(["twice_unsure"], Decider.Decide(again).Escalations);
        Assert.Equal(ReplyAction.Queue, Decider.Decide(again).Action);
        Assert.Empty(Decider.Decide(again.Unmatched()).Escalations);
        Assert.Empty(Decider.Decide(again.Confidence(0.5m)).Escalations);
    }

    [Fact]
    public void Nothing_is_proposed_to_someone_who_opted_out_or_cannot_be_reached()
    {
        foreach (var input in new[] { Perfect.In(state => state with { OptedOut = true }), Perfect.In(state => state with { AnonymousSender = true }) })
        {
            var decision = Decider.Decide(input);
            var grave = Decider.Decide(input.In(state => state with { Escalations = [EscalationKind.Legal] }));

            Assert.Equal(ReplyAction.Shadow, decision.Action);
            Assert.Equal((ReplyAction.Queue, false), (grave.Action, grave.ProposesReply));
        }
    }

    [Fact]
    public void Nothing_is_proposed_to_a_group_or_where_a_person_has_answered()
    {
        Assert.Equal(ReplyAction.Shadow, Decider.Decide(Perfect.In(state => state with { IsGroup = true })).Would);
        var answered = Decider.Decide(Perfect.In(state => state with { Answered = true, Escalations = [EscalationKind.Legal] }));
        Assert.Equal((ReplyAction.Shadow, false), (answered.Would, answered.EscalateToOperator));
    }

    [Theory]
    [InlineData("1", QueueEntryKind.Suggestion)]
    [InlineData("0.6", QueueEntryKind.Approval)]
    public void Suggestions_and_approvals_are_told_apart(string confidence, QueueEntryKind kind)
    {
        var decision = Decider.Decide(Perfect.Confidence(decimal.Parse(confidence, CultureInfo.InvariantCulture))
            .With(pattern => pattern with { IsActive = false }));

        Assert.Equal(kind, decision.Entry);
        Assert.True(decision.ProposesReply);
    }

    [Fact]
    public void The_sentence_names_the_gate_that_is_in_the_way()
    {
        var one = Decider.Decide(Perfect.With(pattern => pattern with { IsActive = false }));
        var three = Decider.Decide(Perfect.With(pattern => pattern with { IsActive = false, RequiresConfirmation = true, SuccessCount = 3 }));

        Assert.Equal("Suggest to an operator: confidence 1, but not automatically. The pattern is not active.", one.Sentence);
        Assert.EndsWith("The pattern is not active. (2 more)", three.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void The_explanation_survives_its_json(double similarity)
    {
        var decision = Decider.Decide(Perfect.Confidence(0.9m) with { Match = Perfect.Match with { Similarity = similarity } });

        var json = JsonSerializer.Serialize(decision, DecisionJson.Default.Decision);
        var read = JsonSerializer.Deserialize(json, DecisionJson.Default.Decision)!;

        Assert.Contains("\"action\":\"suggest\"", json, StringComparison.Ordinal);
        Assert.Contains("\"escalate_to_operator\":false", json, StringComparison.Ordinal);
        Assert.Equal(decision.Gates, read.Gates);
        Assert.Equal(decision with { Gates = [], Escalations = [] }, read with { Gates = [], Escalations = [] });
    }
}
