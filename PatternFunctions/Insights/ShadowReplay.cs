using PatternFunctions.Conversations;
using PatternFunctions.Decisions;
using PatternFunctions.Learning;
using PatternFunctions.Matching;
using PatternFunctions.Matching.Encoder;
using PatternFunctions.Patterns;
using PatternFunctions.Replies;
using PatternFunctions.Settings;

namespace PatternFunctions.Insights;

/// <summary>
/// Plays a history in the order of time as if the system had been switched on at its beginning: each question is matched
/// and decided by the code that decides live, each answer of a person's is its verdict and its lesson. It learns by the
/// built-in rules, whatever the app learns with: a report costs nothing, and the same history gives the same report.
/// </summary>
/// <param name="settings">The business's, whether it is switched on or not.</param>
/// <param name="encoder">Null where there is none.</param>
public sealed class ShadowReplay(LearningConfig settings, ITextEncoder? encoder)
{
    /// <summary>An operator who answers something so like the proposal would have sent it with changes.</summary>
    private const double Modified = 0.3;

    private readonly LearningConfig config = settings with { Enabled = true, ShadowMode = false, KillSwitch = false };
    private readonly RuleBasedAnalyser analyser = new();
    private readonly SimilarityIndex index = new(encoder?.Dimensions ?? 0, SimilaritySpace.Plain);
    private readonly Dictionary<string, ReplayedPattern> bySignature = new(StringComparer.Ordinal);
    private readonly Dictionary<long, ReplayedPattern> byId = [];
    private readonly Queue<(string? Phone, DateTimeOffset At)> sent = new();

    /// <param name="pairs">In the order of time.</param>
    /// <param name="learnFrom">So many of the first are only learned from.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What would have become of the others.</returns>
    public async Task<IReadOnlyList<ShadowCase>> PlayAsync(IReadOnlyList<ReplayedPair> pairs, int learnFrom, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var vectors = encoder is null ? null : await encoder.EncodeAsync([.. pairs.Select(pair => pair.Question)], cancellationToken);
        var matcher = new TextMatcher(index, head: null, MatchCurves.Cautious);
        List<ShadowCase> cases = [];
        for (var place = 0; place < pairs.Count; place++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (pair, vector) = (pairs[place], vectors?[place]);
            var played = Decide(pair, vector, matcher);
            if (place >= learnFrom)
            {
                cases.Add(played);
            }

            await LearnAsync(pair, vector, played, cancellationToken);
        }

        return cases;
    }

    private ShadowCase Decide(ReplayedPair pair, float[]? vector, TextMatcher matcher)
    {
        var (match, pattern, score) = Match(pair.Question, vector, matcher);
        var reply = pattern is null ? null : ReplyComposer.Compose(pattern.Template, pair.Question, pair.Name, config.Variables);
        var decision = Decider.Decide(new DecisionInput
        {
            Match = match,
            Pattern = pattern?.Snapshot,
            Config = config,
            Conversation = StateOf(pair),
            UnfilledVariables = reply?.Unfilled ?? [],
            Now = pair.At,
        });
        if (decision.Would is ReplyAction.Auto)
        {
            sent.Enqueue((pair.Phone, pair.At));
        }

        return new ShadowCase
        {
            MessageId = pair.MessageId,
            At = pair.At,
            Question = pair.Question,
            Would = decision.ProposesReply ? decision.Would : ReplyAction.Shadow,
            PatternId = pattern?.Id,
            Pattern = pattern?.Question,
            Kind = match.Kind,
            Score = score,
            Probability = match.Probability,
            Confidence = (double)decision.Confidence,
            Reply = reply?.Text,
            Answer = pair.Answer,
            Agrees = reply is not null && Agreement.Between(reply.Text, pair.Answer).Agrees,
        };
    }

    private (MatchedPattern Match, ReplayedPattern? Pattern, MatchScore? Score) Match(string text, float[]? vector, TextMatcher matcher)
    {
        if (MessageNormaliser.Normalise(text).Length == 0)
        {
            return (MatchedPattern.None, null, null);
        }

        if (bySignature.TryGetValue(PatternSignature.Of(text), out var known))
        {
            return (MatchedPattern.Verbatim, known, null);
        }

        return matcher.Match(text, vector, count: 1) is { Score: { } score, Probability: >= PatternMatcher.LeastProbability } match
            ? (new MatchedPattern { Kind = MatchKind.Similarity, Similarity = score.Similarity, Margin = score.Margin, Probability = match.Probability },
                byId[match.Candidates[0].PatternId], score)
            : (MatchedPattern.None, null, null);
    }

    private ConversationState StateOf(ReplayedPair pair)
    {
        while (sent.TryPeek(out var oldest) && oldest.At <= pair.At.AddHours(-1))
        {
            sent.Dequeue();
        }

        return new ConversationState
        {
            AnonymousSender = pair.Phone is null,
            HasText = MessageNormaliser.Normalise(pair.Question).Length > 0,
            Request = OptOut.Classify(pair.Question),
            Escalations = Escalation.Find(pair.Question, config),
            NeverAutoTopic = Escalation.NeverAutoTopic(pair.Question, config),
            AutomatedSender = pair.Phone is not null && AutomatedSender.Find(pair.Question, pair.Phone, []) is not null,
            AutomaticRepliesLastHour = sent.Count(reply => reply.Phone == pair.Phone),
            AutomaticRepliesLastHourOverall = sent.Count,
            LocalTime = CustomerClock.Read(pair.Phone, config, pair.At),
        };
    }

    private async Task LearnAsync(ReplayedPair pair, float[]? vector, ShadowCase played, CancellationToken cancellationToken)
    {
        if (played.PatternId is { } id && played.Would is not ReplyAction.Shadow)
        {
            var verdict = played.Agrees ? OperatorVerdict.Approved
                : Agreement.Between(played.Reply!, pair.Answer).Similarity >= Modified && played.Would is not ReplyAction.Auto ? OperatorVerdict.Modified
                : OperatorVerdict.Rejected;
            byId[id].Judge(verdict, played.Would is ReplyAction.Auto, config);
            // From then on these very words are known, as after an operator's approval.
            if (verdict is OperatorVerdict.Approved && played.Would is not ReplyAction.Auto)
            {
                AddWording(byId[id], pair.Question, vector);
            }
        }
        else if (!bySignature.ContainsKey(PatternSignature.Of(pair.Question))
            && await analyser.AnalyseAsync(
                new AnalysisRequest { CustomerMessage = pair.Question, OperatorReply = pair.Answer, CustomerName = pair.Name }.With(config), cancellationToken) is Proposed { Proposal: var proposal })
        {
            var pattern = new ReplayedPattern(byId.Count + 1, proposal);
            byId.Add(pattern.Id, pattern);
            AddWording(pattern, pair.Question, vector);
            AddWording(
                pattern, proposal.CanonicalQuestion,
                encoder is null ? null : (await encoder.EncodeAsync([proposal.CanonicalQuestion], cancellationToken))[0]);
        }
    }

    private void AddWording(ReplayedPattern pattern, string text, float[]? vector)
    {
        if (bySignature.TryAdd(PatternSignature.Of(text), pattern))
        {
            pattern.AddWording(text, vector);
            index.Update([pattern.Wordings]);
        }
    }
}
