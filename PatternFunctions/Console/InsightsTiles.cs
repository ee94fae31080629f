using System.Globalization;
using PatternFunctions.Decisions;
using PatternFunctions.Insights;
using PatternFunctions.WebConsole.Insights;

namespace PatternFunctions.WebConsole;

/// <summary>The single numbers of the insights, each with what it is made of.</summary>
internal static class InsightsTiles
{
    /// <summary>What an answer by hand is taken to cost; said beside the number that rests on it.</summary>
    public const int SecondsByHand = 60;

    public const int SecondsByClick = 5;

    public static IReadOnlyList<Tile> Of(InsightsDetails details)
    {
        var (totals, queue) = (details.Totals, details.Queue);
        var (right, judged) = (totals.Confirmed, totals.Confirmed + totals.Contradicted);
        var decided = queue.Approved + queue.Modified + queue.Rejected;
        return
        [
            new(Texts.Tile_Questions, Number.Whole(totals.Questions), Words.Format(Texts.Tile_QuestionsNote, Share(totals.Matched, totals.Questions))),
            new(Texts.Tile_Automatic, Number.Whole(totals.Automatic), Words.Format(Texts.Tile_AutomaticNote, Share(totals.Automatic, totals.Questions))),
            new(Texts.Tile_Precision, Share(right, judged), judged == 0
                ? Texts.Tile_PrecisionNone
                : Words.Format(Texts.Tile_PrecisionNote, right, judged, Number.Percent(Precision(totals).Lower), Number.Percent(Precision(totals).Upper))),
            new(Texts.Tile_Approval, Share(queue.Approved, decided), Texts.Tile_ApprovalNote),
            new(Texts.Tile_Decision, queue.MedianSeconds is { } median ? Duration.Of(median) : "–", queue.SlowSeconds is { } slow
                ? Words.Format(Texts.Tile_DecisionNote, Duration.Of(slow), queue.Expired) : Texts.Tile_DecisionNone),
        ];
    }

    public static IReadOnlyList<Tile> Costs(InsightsDetails details, DateTimeOffset now) =>
    [
        new(Texts.Tile_Saved, Duration.Of(SecondsSaved(details)), Words.Format(Texts.Tile_SavedNote, SecondsByHand, SecondsByClick)),
        new(Texts.Tile_Cost, Money(details.Costs.Sum(day => day.SpentUsd)), Texts.Tile_CostNote),
        new(Texts.Tile_Oldest, details.Waiting is [{ Since: var oldest }, ..] ? Duration.Of((now - oldest).TotalSeconds) : "–", Texts.Tile_OldestNote),
    ];

    /// <summary>Of automatic replies; the bounds hold with 95 % confidence on each side.</summary>
    public static (double Lower, double Upper) Precision(TotalsRecord totals)
    {
        var judged = totals.Confirmed + totals.Contradicted;
        return (SuccessBound.Lower(totals.Confirmed, judged), 1 - SuccessBound.Lower(totals.Contradicted, judged));
    }

    public static int SecondsSaved(InsightsDetails details) =>
        ((details.Totals.Automatic - details.Totals.Contradicted) * SecondsByHand) + (details.Queue.Approved * (SecondsByHand - SecondsByClick));

    public static string Money(decimal usd) => string.Create(CultureInfo.InvariantCulture, $"${usd:0.00}");

    private static string Share(int part, int all) => all == 0 ? "–" : Number.Percent((double)part / all);
}
