using System.Globalization;
using PatternFunctions.Decisions;

namespace PatternFunctions.Insights;

/// <summary>Adds cases up to a report. The same cases give the same report, to the letter.</summary>
public static class ShadowReporter
{
    private const int MostPatterns = 50;
    private const int Ten = 10;
    private const int SampleSize = 20;
    private const int CurveSteps = 50;

    /// <param name="source">history or live.</param>
    /// <param name="cases">In any order.</param>
    /// <param name="learnedFrom">How many answered questions went before.</param>
    /// <param name="risk">The share of wrong automatic replies that is tolerated, 0 to 1.</param>
    public static ShadowReport Of(string source, IEnumerable<ShadowCase> cases, int learnedFrom, double risk)
    {
        var all = cases.OrderBy(entry => entry.At).ThenBy(entry => entry.MessageId, StringComparer.Ordinal).ToList();
        var judged = all.Where(entry => entry.IsJudged).ToList();
        // To compare two texts takes longer than all the counting.
        var same = judged.Where(entry => entry.IsSame).ToHashSet(ReferenceEqualityComparer.Instance);
        var outcomes = judged.Select(entry => (Score: entry.Confidence, IsRight: entry.Agrees)).ToList();
        ShadowTier[] tiers = [.. Enum.GetValues<ReplyAction>().Reverse().Select(tier => Tier(tier.ToString().ToLowerInvariant(), all.Where(entry => entry.Would == tier), same, all.Count))];
        PatternUses[] patterns =
        [
            .. all.Where(entry => entry is { IsAct: true, PatternId: not null }).GroupBy(entry => entry.PatternId!.Value)
                .Select(PatternUses.Of).OrderByDescending(pattern => pattern.Uses).ThenBy(pattern => pattern.Pattern),
        ];
        var guarantee = GuaranteedThreshold.Find(outcomes, risk);
        return new ShadowReport
        {
            Source = source,
            From = all.Count > 0 ? all[0].At : null,
            Until = all.Count > 0 ? all[^1].At : null,
            LearnedFrom = learnedFrom,
            Questions = all.Count,
            Findings = Findings(all, tiers, guarantee, risk),
            Tiers = tiers,
            Matches =
            [
                Tier("signature", all.Where(entry => entry.Kind is MatchKind.Signature), same, all.Count),
                Tier("similarity", all.Where(entry => entry.Kind is MatchKind.Similarity), same, all.Count),
            ],
            Patterns = [.. patterns.Take(MostPatterns).Select(Pattern)],
            MostValuable = [.. patterns.Where(pattern => pattern.Agreed > 0).OrderByDescending(pattern => pattern.Agreed).ThenBy(pattern => pattern.Pattern).Take(Ten).Select(Pattern)],
            Curve =
            [
                .. Enumerable.Range(0, CurveSteps + 1).Select(step => GuaranteedThreshold.At(outcomes, step / (double)CurveSteps))
                    .Where(point => point.Fired > 0)
                    .Select(point => new ShadowThreshold(
                        point.Threshold, point.Fired, point.Wrong, Round(point.Fired / (double)all.Count), Round(point.Wrong / (double)point.Fired), Round(point.RiskUpperBound))),
            ],
            Guarantee = new ShadowGuarantee(risk, guarantee?.Threshold, guarantee?.Fired ?? 0, guarantee?.Wrong ?? 0, guarantee is null ? null : Round(guarantee.RiskUpperBound)),
            Calibration = ShadowCurves.Compare([.. judged.Where(entry => entry.Score is not null)]),
            WorstDisagreements =
            [
                .. judged.Where(entry => !entry.Agrees && entry.IsAct).OrderByDescending(entry => entry.Would).ThenByDescending(entry => entry.Confidence)
                    .ThenBy(entry => entry.MessageId, StringComparer.Ordinal).DistinctBy(WordsOf).Take(Ten).Select(Example),
            ],
            Sample = [.. Evenly([.. judged.Where(entry => entry.IsAct && !same.Contains(entry)).DistinctBy(WordsOf)]).Select(Example)],
        };
    }

    private static ShadowTier Tier(string name, IEnumerable<ShadowCase> cases, HashSet<object?> same, int total)
    {
        var list = cases.ToList();
        var (judged, agreed) = (list.Count(entry => entry.IsJudged), list.Count(entry => entry is { IsJudged: true, Agrees: true }));
        var (lower, upper) = SuccessBound.Interval(agreed, judged);
        return new ShadowTier(
            name, list.Count, total == 0 ? 0 : Round(list.Count / (double)total), judged, list.Count(same.Contains), agreed,
            judged == 0 ? null : Round(agreed / (double)judged), Round(lower), Round(upper));
    }

    private static ShadowPattern Pattern(PatternUses uses)
    {
        var (lower, upper) = SuccessBound.Interval(uses.Agreed, uses.Judged);
        return new ShadowPattern(
            uses.Pattern, uses.Question, uses.Uses, uses.Judged, uses.Agreed, uses.Judged == 0 ? null : Round(uses.Agreed / (double)uses.Judged), Round(lower), Round(upper));
    }

    private static List<string> Findings(List<ShadowCase> all, ShadowTier[] tiers, SelectiveThreshold? guarantee, double risk)
    {
        var (automatic, offered) = (tiers[0], all.Count(entry => entry.IsAct && entry.Would is not ReplyAction.Auto));
        var helpful = all.Count(entry => entry is { IsAct: true, IsJudged: true, Agrees: true });
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"Of {all.Count} questions it would have answered {automatic.Questions} by itself and offered an answer to {offered} more."),
            automatic.Questions == 0 ? "Nothing would have gone out by itself: no pattern has proved itself so far."
                : automatic.Judged == 0 ? "Nobody answered those beside it, so there is nothing to hold its automatic answers against."
                : string.Create(CultureInfo.InvariantCulture, $"Of its {automatic.Judged} automatic answers {automatic.Agreed} say what your people said; with 95 % confidence at least {automatic.Lower * 100:0.#} % are right."),
            string.Create(CultureInfo.InvariantCulture, $"{helpful} answers, sent or offered, say what your people had to type."),
            guarantee is null
                ? string.Create(CultureInfo.InvariantCulture, $"There is no confidence from which fewer than {risk * 100:0.#} % would surely be wrong: automatic answers should stay shut.")
                : string.Create(CultureInfo.InvariantCulture, $"From a confidence of {guarantee.Threshold:0.00} on, no more than {risk * 100:0.#} % would be wrong, with 95 % confidence."),
        ];
    }

    private static IEnumerable<ShadowCase> Evenly(List<ShadowCase> cases) =>
        Enumerable.Range(0, Math.Min(SampleSize, cases.Count)).Select(place => cases[place * cases.Count / Math.Min(SampleSize, cases.Count)]);

    /// <summary>Nobody need read the same twice.</summary>
    private static (string? Reply, string? Answer) WordsOf(ShadowCase entry) => (entry.Reply, entry.Answer);

    private static ShadowExample Example(ShadowCase entry) => new(
        entry.At, entry.Question, entry.Reply!, entry.Answer!, entry.Would.ToString().ToLowerInvariant(), Round(entry.Confidence), entry.Agrees);

    private static double Round(double value) => Math.Round(value, 4);

    /// <summary>Counted for every pattern; what that proves, for those that are shown.</summary>
    private readonly record struct PatternUses(long Pattern, string Question, int Uses, int Judged, int Agreed)
    {
        public static PatternUses Of(IGrouping<long, ShadowCase> cases) => new(
            cases.Key, cases.First().Pattern ?? "", cases.Count(), cases.Count(entry => entry.IsJudged), cases.Count(entry => entry is { IsJudged: true, Agrees: true }));
    }
}
