using CsCheck;
using PatternFunctions.Conversations;
using PatternFunctions.Decisions;
using PatternFunctions.Patterns;

namespace PatternFunctions.Tests.Decisions;

public class DecisionPropertyTests
{
    private static readonly Gen<bool> Rarely = Gen.Frequency((12, Gen.Const(false)), (1, Gen.Const(true)));

    private static readonly Gen<bool> Mostly = Rarely.Select(rare => !rare);

    private static readonly Gen<PatternSnapshot> SomePattern =
        from confidence in Gen.Int[60, 100]
        from active in Mostly
        from auto in Mostly
        from confirmation in Rarely
        from successes in Gen.Int[15, 60]
        from approved in Gen.Int[15, 60]
        from rejected in Gen.Int[0, 1]
        from operators in Gen.Int[0, 3]
        select Inputs.Perfect.Pattern! with
        {
            Confidence = confidence / 100m,
            IsActive = active,
            AutoExecutable = auto,
            RequiresConfirmation = confirmation,
            SuccessCount = successes,
            VersionApproved = approved,
            VersionRejected = rejected,
            RecentVerdicts = [.. Enumerable.Repeat(OperatorVerdict.Approved, 19), rejected > 0 ? OperatorVerdict.Rejected : OperatorVerdict.Approved],
            DistinctApprovingOperators = operators,
        };

    private static readonly Gen<ConversationState> SomeConversation =
        from human in Rarely
        from optedOut in Rarely
        from inGroup in Rarely
        from media in Rarely
        from text in Mostly
        from anonymous in Rarely
        from replies in Gen.Int[0, 3]
        from escalated in Rarely
        from machine in Rarely
        from hour in Gen.Int[7, 21]
        from newer in Rarely
        from unsure in Gen.Bool
        select new ConversationState
        {
            HumanUntil = human ? Inputs.Now.AddHours(1) : null,
            OptedOut = optedOut,
            IsGroup = inGroup,
            HasMedia = media,
            HasText = text,
            AnonymousSender = anonymous,
            AutomaticRepliesLastHour = replies,
            Escalations = escalated ? [EscalationKind.Anger] : [],
            AutomatedSender = machine,
            LocalTime = new TimeOnly(hour, 0),
            NewerCustomerMessage = newer,
            PreviousLowConfidence = unsure,
        };

    private static readonly Gen<DecisionInput> Questions =
        from kind in Gen.Frequency((6, Gen.Const(MatchKind.Signature)), (4, Gen.Const(MatchKind.Similarity)), (1, Gen.Const(MatchKind.None)))
        from probability in Gen.Double[0.6, 1]
        from pattern in SomePattern
        from conversation in SomeConversation
        from enabled in Mostly
        from shadow in Rarely
        from killed in Rarely
        from open in Mostly
        select Inputs.Perfect with
        {
            Match = new() { Kind = kind, Probability = probability },
            Pattern = kind is MatchKind.None ? null : pattern,
            Conversation = conversation,
            Config = Inputs.Live with { Enabled = enabled, ShadowMode = shadow, KillSwitch = killed },
            SimilarityProved = open ? 0.97 : 0.9,
        };

    [Fact]
    public void More_confidence_or_evidence_never_lowers_the_action()
    {
        Gen.Select(Questions, Gen.Int[0, 40], Gen.Int[0, 40], Gen.Double[0, 0.4]).Sample((input, confidence, evidence, probability) =>
        {
            if (!input.IsMatched)
            {
                return true;
            }

            var better = input.With(pattern => pattern with
            {
                Confidence = Math.Min(1, pattern.Confidence + confidence / 100m),
                SuccessCount = pattern.SuccessCount + evidence,
                VersionApproved = pattern.VersionApproved + evidence,
                DistinctApprovingOperators = pattern.DistinctApprovingOperators + evidence,
            }) with
            {
                Match = input.Match with { Probability = Math.Min(1, input.Match.Probability + probability) },
                SimilarityProved = Math.Min(1, input.SimilarityProved + (probability / 4)),
            };
            return Decider.Decide(better).Action >= Decider.Decide(input).Action;
        });
    }

    [Fact]
    public void An_automatic_reply_needs_every_gate_and_every_gate_gives_one()
    {
        Questions.Sample(input =>
            (Decider.Decide(input).Action is ReplyAction.Auto) == AutoGates.AllHold(AutoGates.Evaluate(input)));
    }

    [Fact]
    public void Disabled_and_shadow_always_win()
    {
        Gen.Select(Questions, Gen.Bool).Sample((input, disable) =>
        {
            var decision = Decider.Decide(input.Under(config => disable ? config with { Enabled = false } : config with { ShadowMode = true }));

            return decision is { Action: ReplyAction.Shadow, Entry: null, EscalateToOperator: false };
        });
    }

    [Fact]
    public void Switching_to_shadow_changes_what_is_done_and_not_what_would_be()
    {
        Questions.Sample(input =>
        {
            var live = Decider.Decide(input.Under(config => config with { Enabled = true, ShadowMode = false }));
            var shadow = Decider.Decide(input.Under(config => config with { Enabled = true, ShadowMode = true }));

            return live.Action == live.Would && shadow.Would == live.Would;
        });
    }

    [Fact]
    public void Whatever_calls_for_a_person_reaches_one()
    {
        Questions.Sample(input =>
        {
            var decision = Decider.Decide(input);

            return decision.EscalateToOperator == (decision.Entry is QueueEntryKind.Attention)
                && (decision.Escalations.Count == 0 || decision.Would is ReplyAction.Queue or ReplyAction.Suggest);
        });
    }
}
