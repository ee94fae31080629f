using System.Globalization;
using Microsoft.AspNetCore.Http;
using PatternFunctions.Decisions;
using PatternFunctions.Insights;
using PatternFunctions.Settings;
using PatternFunctions.WebConsole.Charts;
using PatternFunctions.WebConsole.Insights;

namespace PatternFunctions.WebConsole;

/// <summary>How it goes, in charts, tables and files.</summary>
public sealed class InsightsSection(Pages pages, InsightsReader reader, InsightsTables tables, ConfigStore configs, TimeProvider clock) : IConsoleSection
{
    /// <summary>What an answer by hand is taken to cost; said beside the number that rests on it.</summary>
    private const int SecondsByHand = 60;

    private const int SecondsByClick = 5;

    public IReadOnlyList<ConsoleRoute> Routes =>
    [
        ConsoleRoute.Get("insights", ShowAsync),
        File("days", ["day", "automatic", "suggestion", "approval", "learn_only"], details => details.Days.Select(day => Row(day.Day, day.Auto, day.Suggest, day.Queue, day.Shadow))),
        File("patterns", ["pattern", "question", "uses", "approved", "edited", "rejected", "automatic", "contradicted"], details => details.Patterns.Select(pattern =>
            Row(pattern.PatternId, pattern.Question, pattern.Uses, pattern.Approved, pattern.Modified, pattern.Rejected, pattern.Automatic, pattern.Contradicted))),
        File("operators", ["operator", "approved", "edited", "rejected", "median_seconds"], details => details.Operators.Select(person =>
            Row(person.Operator, person.Approved, person.Modified, person.Rejected, Math.Round(person.MedianSeconds)))),
        File("reliability", ["from", "mean_probability", "judged", "right"], details => details.Reliability.Select(bin => Row(bin.From, bin.Mean, bin.Judged, bin.Right))),
        File("unanswered", ["question", "times", "last_at"], details => details.Unanswered.Select(group => Row(group.Example, group.Times, group.LastAt))),
        File("costs", ["day", "usd"], details => details.Costs.Select(day => Row(day.Day, day.SpentUsd))),
    ];

    private static object?[] Row(params object?[] cells) => cells;

    private static int DaysOf(Visit visit) =>
        int.TryParse(visit.Query("days"), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= 366 ? days : 30;

    private ConsoleRoute File(string name, string[] columns, Func<InsightsDetails, IEnumerable<object?[]>> rows) =>
        ConsoleRoute.Get($"insights/{name}.csv", async (visit, cancellationToken) =>
            TypedResults.Bytes(Csv.Of(columns, rows(await ReadAsync(visit, cancellationToken))), "text/csv; charset=utf-8", $"{name}.csv"));

    private async Task<InsightsDetails> ReadAsync(Visit visit, CancellationToken cancellationToken) =>
        await tables.ReadAsync(DaysOf(visit), (await configs.ReadAsync(cancellationToken)).TimeZone, cancellationToken);

    private async Task<IResult> ShowAsync(Visit visit, CancellationToken cancellationToken)
    {
        var days = DaysOf(visit);
        var report = await reader.ReadAsync(days, cancellationToken);
        var details = await ReadAsync(visit, cancellationToken);
        return await pages.ShowAsync<InsightsView, InsightsModel>(visit, new InsightsModel
        {
            Days = days,
            Tiles = [.. Tiles(report, details)],
            Bars = [.. details.Days.Select(day => new Bar(day.Day, day.Auto, day.Suggest, day.Queue, day.Shadow))],
            Reliability = [.. details.Reliability.Select(bin => new CalibrationPoint(bin.Mean, (double)bin.Right / bin.Judged, bin.Judged))],
            Patterns = [.. details.Patterns.Select(pattern => new RateRow(
                pattern.Question, pattern.PatternId, pattern.Approved, pattern.Modified, pattern.Rejected,
                pattern.Contradicted == 0 ? Number.Whole(pattern.Automatic) : Words.Format(Texts.Insights_Wrong, pattern.Automatic, pattern.Contradicted)))],
            Operators = [.. details.Operators.Select(person => new RateRow(
                person.Operator, PatternId: null, person.Approved, person.Modified, person.Rejected, Time(person.MedianSeconds)))],
            Unanswered = [.. details.Unanswered.Select(group => new GroupRow(group.Example, group.Times, group.LastAt))],
            Costs = [.. Costs(details)],
        }, cancellationToken);
    }

    private static IEnumerable<Tile> Tiles(InsightsReport report, InsightsDetails details)
    {
        var (right, wrong) = (details.Automatic.Confirmed, details.Automatic.Contradicted);
        yield return new Tile(Texts.Tile_Questions, Number.Whole(report.Questions), Words.Format(
            Texts.Tile_QuestionsNote, report.Questions == 0 ? "–" : Number.Percent((double)report.Matched / report.Questions)));
        yield return new Tile(Texts.Tile_Automatic, Number.Whole(details.Days.Sum(day => day.Auto)), Words.Format(
            Texts.Tile_AutomaticNote, report.Questions == 0 ? "–" : Number.Percent((double)details.Days.Sum(day => day.Auto) / report.Questions)));
        yield return new Tile(Texts.Tile_Precision, right + wrong == 0 ? "–" : Number.Percent((double)right / (right + wrong)), right + wrong == 0
            ? Texts.Tile_PrecisionNone
            : Words.Format(Texts.Tile_PrecisionNote, right, right + wrong, Number.Percent(SuccessBound.Lower(right, right + wrong)), Number.Percent(1 - SuccessBound.Lower(wrong, right + wrong))));
        yield return new Tile(Texts.Tile_Approval, report.ApprovalRate is { } rate ? Number.Percent(rate) : "–", Texts.Tile_ApprovalNote);
        yield return new Tile(Texts.Tile_Decision, details.Queue.MedianSeconds is { } median ? Time(median) : "–", details.Queue.SlowSeconds is { } slow
            ? Words.Format(Texts.Tile_DecisionNote, Time(slow), details.Queue.Expired) : Texts.Tile_DecisionNone);
    }

    private IEnumerable<Tile> Costs(InsightsDetails details)
    {
        var (automatic, approved) = (details.Days.Sum(day => day.Auto), details.Patterns.Sum(pattern => pattern.Approved));
        var saved = TimeSpan.FromSeconds((automatic * SecondsByHand) + (approved * (SecondsByHand - SecondsByClick)));
        yield return new Tile(Texts.Tile_Saved, Time(saved.TotalSeconds), Words.Format(Texts.Tile_SavedNote, SecondsByHand, SecondsByClick));
        yield return new Tile(Texts.Tile_Cost, string.Create(CultureInfo.InvariantCulture, $"${details.Costs.Sum(day => day.SpentUsd):0.00}"), Texts.Tile_CostNote);
        yield return new Tile(Texts.Tile_Oldest, details.Queue.OldestAt is { } oldest ? Time((clock.GetUtcNow() - oldest).TotalSeconds) : "–", Texts.Tile_OldestNote);
    }

    private static string Time(double seconds) => seconds switch
    {
        < 90 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
        < 5400 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min"),
        < 172_800 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.#} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 86_400:0} d"),
    };
}
