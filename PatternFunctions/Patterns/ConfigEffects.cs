using System.Globalization;
using PatternFunctions.Decisions;
using PatternFunctions.Settings;

namespace PatternFunctions.Patterns;

/// <summary>What other settings mean for the patterns that there are.</summary>
internal static class ConfigEffects
{
    private const int MostNamed = 100;

    public static ConfigEffect Of(IReadOnlyList<PatternRow> patterns, LearningConfig before, LearningConfig after, DateTimeOffset now)
    {
        var was = patterns.Select(pattern => PatternState.BestCase(pattern.Snapshot, before, now).Would).ToList();
        var will = patterns.Select(pattern => PatternState.BestCase(pattern.Snapshot, after, now).Would).ToList();
        var newly = Moved(patterns, was, will);
        var noLonger = Moved(patterns, will, was);
        return new ConfigEffect(
            Sentence(newly.Count, noLonger.Count), Tiers(was), Tiers(will), [.. newly.Take(MostNamed)], [.. noLonger.Take(MostNamed)]);
    }

    private static List<long> Moved(IReadOnlyList<PatternRow> patterns, List<ReplyAction> from, List<ReplyAction> to) =>
        [.. patterns.Where((_, index) => from[index] is not ReplyAction.Auto && to[index] is ReplyAction.Auto).Select(pattern => pattern.Snapshot.Id)];

    private static PatternTiers Tiers(List<ReplyAction> actions) => new(
        actions.Count(action => action is ReplyAction.Auto), actions.Count(action => action is ReplyAction.Suggest),
        actions.Count(action => action is ReplyAction.Queue), actions.Count(action => action is ReplyAction.Shadow));

    private static string Sentence(int newly, int noLonger) => (newly, noLonger) switch
    {
        (0, 0) => "No pattern becomes or ceases to be eligible for automatic replies.",
        (_, 0) => $"{Count(newly)} would become eligible for automatic replies.",
        (0, _) => $"{Count(noLonger)} would no longer be eligible for automatic replies.",
        _ => $"{Count(newly)} would become eligible for automatic replies, and {Count(noLonger)} would be no longer.",
    };

    private static string Count(int patterns) =>
        string.Create(CultureInfo.InvariantCulture, $"{patterns} {(patterns == 1 ? "pattern" : "patterns")}");
}
