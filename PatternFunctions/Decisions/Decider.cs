using System.Text.Json;
using PatternFunctions.Conversations;

namespace PatternFunctions.Decisions;

/// <summary>From everything that is known to what becomes of a question; depends on its argument alone.</summary>
public static class Decider
{
    internal const string OptedOut = "opted_out";
    internal const string OptedInAgain = "opted_in_again";
    internal const string AsksForHelp = "asks_for_help";

    private const string MediaOnly = "media_only";
    private const string TwiceUnsure = "twice_unsure";

    private static readonly Dictionary<OptOutRequest, string> Requests = new()
    {
        [OptOutRequest.Stop] = OptedOut,
        [OptOutRequest.Start] = OptedInAgain,
        [OptOutRequest.Help] = AsksForHelp,
    };

    public static Decision Decide(DecisionInput input)
    {
        ArgumentNullException.ThrowIfNull(input);

        var gates = AutoGates.Evaluate(input);
        var live = input.Config is { Enabled: true, ShadowMode: false };
        var tier = Tier(input, gates);
        var escalations = Escalations(input, tier);
        var proposes = tier is not ReplyAction.Shadow;
        // A person is called whatever the confidence: at least as an entry of the queue.
        var would = escalations.Length > 0 && tier is ReplyAction.Shadow ? ReplyAction.Queue : tier;
        var action = live ? would : ReplyAction.Shadow;
        return new Decision
        {
            Action = action,
            Would = would,
            Entry = EntryFor(action, escalations),
            ProposesReply = proposes,
            EscalateToOperator = live && escalations.Length > 0,
            Escalations = escalations,
            Confidence = input.Confidence,
            Match = input.Match,
            PatternId = input.IsMatched ? input.Pattern!.Id : null,
            PatternVersion = input.IsMatched ? input.Pattern!.Version : null,
            Gates = gates,
            Sentence = DecisionSentence.For(input, would, escalations, gates),
            DecidedAt = input.Now,
        };
    }

    private static ReplyAction Tier(DecisionInput input, IReadOnlyList<Gate> gates)
    {
        var config = input.Config;
        if (!input.IsMatched || NeedsNoAnswer(input.Conversation))
        {
            return ReplyAction.Shadow;
        }

        if (gates.All(gate => gate.Ok || gate.Name is AutoGates.Enabled or AutoGates.NotShadow))
        {
            return ReplyAction.Auto;
        }

        return input.Confidence >= config.SuggestThreshold ? ReplyAction.Suggest
            : input.Confidence >= config.QueueThreshold ? ReplyAction.Queue
            : ReplyAction.Shadow;
    }

    // Nobody may text a customer who opted out, a withheld number or a group is not texted from here, and one answer is enough.
    private static bool NeedsNoAnswer(ConversationState state) =>
        state.OptedOut || state.AnonymousSender || state.IsGroup || state.Answered;

    private static string[] Escalations(DecisionInput input, ReplyAction tier)
    {
        var state = input.Conversation;
        if (state.Answered)
        {
            return [];
        }

        var reasons = state.Escalations.Distinct().OrderDescending()
            .Select(kind => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString())).ToList();
        if (Requests.TryGetValue(state.Request, out var request))
        {
            reasons.Add(request);
        }

        if (state is { HasText: false, HasMedia: true })
        {
            reasons.Add(MediaOnly);
        }

        if (input.IsMatched && tier is ReplyAction.Shadow && state.PreviousLowConfidence && !NeedsNoAnswer(state))
        {
            reasons.Add(TwiceUnsure);
        }

        return [.. reasons];
    }

    private static QueueEntryKind? EntryFor(ReplyAction action, string[] escalations) => action switch
    {
        ReplyAction.Queue or ReplyAction.Suggest when escalations.Length > 0 => QueueEntryKind.Attention,
        ReplyAction.Suggest => QueueEntryKind.Suggestion,
        ReplyAction.Queue => QueueEntryKind.Approval,
        _ => null,
    };
}
