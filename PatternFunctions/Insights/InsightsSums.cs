using PatternFunctions.Conversations;
using PatternFunctions.Learning;

namespace PatternFunctions.Insights;

/// <summary>Adds figures up to what is shown.</summary>
internal static class InsightsSums
{
    private const int MostPatterns = 50;
    private const int MostOperators = 50;

    /// <summary>Of what no pattern answered, so many are shown.</summary>
    public const int MostGroups = 20;

    /// <summary>Of so many; some of them have been learned since.</summary>
    private const int Looked = 5 * MostGroups;

    /// <returns>Every day, also those without questions.</returns>
    public static IReadOnlyList<ModeDay> ByDay(IReadOnlyList<DecidedFigure> decided, InsightsSpan span)
    {
        var questions = decided.ToLookup(figure => (figure.Day, figure.Mode), figure => figure.Questions);
        return [.. span.Days.Select(day => new ModeDay(
            day, questions[(day, "auto")].Sum(), questions[(day, "suggest")].Sum(), questions[(day, "queue")].Sum(), questions[(day, "shadow")].Sum()))];
    }

    public static TotalsRecord Totals(IReadOnlyList<DecidedFigure> decided)
    {
        var automatic = decided.Where(figure => figure.Mode is "auto").ToLookup(figure => figure.Outcome, figure => figure.Questions);
        var (confirmed, contradicted, open) = (automatic["confirmed"].Sum(), automatic["contradicted"].Sum(), automatic["sent"].Sum());
        return new TotalsRecord(
            decided.Sum(figure => figure.Questions), decided.Where(figure => figure.IsMatched).Sum(figure => figure.Questions),
            confirmed + contradicted + open, confirmed, contradicted, open);
    }

    /// <returns>How often the pattern was right, where the match was judged to be so probable.</returns>
    public static IReadOnlyList<ReliabilityBin> Reliability(IReadOnlyList<DecidedFigure> decided) =>
        [
            .. decided.Where(figure => figure is { Bin: not null, Outcome: "approved" or "modified" or "confirmed" or "rejected" or "contradicted" })
                .GroupBy(figure => figure.Bin!.Value).OrderBy(bin => bin.Key).Select(bin => new ReliabilityBin(
                    bin.Key / 10.0, bin.Sum(figure => figure.Probabilities) / bin.Sum(figure => figure.Questions), bin.Sum(figure => figure.Questions),
                    bin.Where(figure => figure.Outcome is "approved" or "modified" or "confirmed").Sum(figure => figure.Questions))),
        ];

    /// <returns>The most used first.</returns>
    public static IReadOnlyList<PatternFigure> MostUsed(IReadOnlyList<PatternFigure> patterns)
    {
        // Of each there may be one for every span, of thousands of patterns.
        var sums = new Dictionary<long, PatternFigure>(patterns.Count);
        foreach (var figure in patterns)
        {
            sums[figure.PatternId] = sums.TryGetValue(figure.PatternId, out var sum) ? sum + figure : figure;
        }

        return [.. sums.Values.OrderByDescending(pattern => pattern.Uses).ThenBy(pattern => pattern.PatternId).Take(MostPatterns)];
    }

    /// <returns>What no pattern answered, the same words together; the most frequent first. "Yes", "thanks" and "stop" ask nothing.</returns>
    public static IReadOnlyList<UnansweredGroup> MostAsked(IReadOnlyList<UnansweredFigure> unanswered) =>
        [
            .. unanswered.Where(figure => KeywordRules.ContentWordsOf(figure.Words).Any() && OptOut.Classify(figure.Example) is OptOutRequest.None).GroupBy(figure => figure.Words, StringComparer.Ordinal).Select(group => new UnansweredGroup(
                    group.MaxBy(figure => figure.ExampleId)!.Example, group.Sum(figure => figure.Times), group.Max(figure => figure.LastAt)))
                .OrderByDescending(group => group.Times).ThenByDescending(group => group.LastAt).Take(Looked),
        ];

    public static IReadOnlyList<OperatorRates> ByOperator(IReadOnlyList<VerdictFigure> verdicts) =>
        [
            .. verdicts.Where(figure => figure is { Operator: not null, Status: not "expired" }).GroupBy(figure => figure.Operator!, StringComparer.Ordinal)
                .Select(person => new OperatorRates(
                    person.Key, Count(person, "approved"), Count(person, "modified"), Count(person, "rejected"),
                    new Durations(person.Select(figure => figure.Seconds)).Median!.Value))
                .OrderByDescending(person => person.Approved + person.Modified + person.Rejected).ThenBy(person => person.Operator, StringComparer.Ordinal).Take(MostOperators),
        ];

    public static QueueRecord Queue(IReadOnlyList<VerdictFigure> verdicts)
    {
        var decided = new Durations(verdicts.Where(figure => figure.Status is not "expired").Select(figure => figure.Seconds));
        return new QueueRecord(
            Count(verdicts, "approved"), Count(verdicts, "modified"), Count(verdicts, "rejected"), Count(verdicts, "expired"), decided.Median, decided.Slow);
    }

    private static int Count(IEnumerable<VerdictFigure> verdicts, string status) => verdicts.Where(figure => figure.Status == status).Sum(figure => figure.Seconds.Length);
}
