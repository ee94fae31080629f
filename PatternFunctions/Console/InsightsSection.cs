using System.Globalization;
using Microsoft.AspNetCore.Http;
using PatternFunctions.Insights;
using PatternFunctions.Settings;
using PatternFunctions.WebConsole.Charts;
using PatternFunctions.WebConsole.Insights;

namespace PatternFunctions.WebConsole;

/// <summary>How it goes, in charts, tables and files.</summary>
public sealed class InsightsSection(Pages pages, InsightsTables tables, ConfigStore configs, TimeProvider clock) : IConsoleSection
{
    private const int LongestSpan = 366;

    /// <summary>Nothing was asked before there were telephones like this.</summary>
    private static readonly DateOnly First = new(2000, 1, 1);

    public IReadOnlyList<ConsoleRoute> Routes =>
    [
        ConsoleRoute.Get("insights", ShowAsync),
        .. InsightsFiles.All.Select(file => ConsoleRoute.Get($"insights/{file.Name}.csv", async (visit, cancellationToken) =>
        {
            var details = await tables.ReadAsync(await SpanAsync(visit, cancellationToken), cancellationToken);
            return TypedResults.Bytes(Csv.Of(file.Columns, file.Rows(details)), "text/csv; charset=utf-8", $"{file.Name}.csv");
        })),
    ];

    /// <summary>Days that were chosen, or so many up to today; the usual ones if neither can be read.</summary>
    private async Task<InsightsSpan> SpanAsync(Visit visit, CancellationToken cancellationToken)
    {
        var zone = (await configs.ReadAsync(cancellationToken)).TimeZone;
        var recent = InsightsSpan.UpTo(
            clock.GetUtcNow(), int.TryParse(visit.Query("days"), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= LongestSpan ? days : InsightsSpan.UsualDays, zone);
        if (Day(visit.Query("from")) is not { } from || Day(visit.Query("until")) is not { } until)
        {
            return recent;
        }

        var last = until > recent.Last ? recent.Last : until;
        var first = from > last ? last : from < last.AddDays(1 - LongestSpan) ? last.AddDays(1 - LongestSpan) : from;
        return recent with { First = first, Last = last };
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day > First ? day : null;

    private async Task<IResult> ShowAsync(Visit visit, CancellationToken cancellationToken)
    {
        var span = await SpanAsync(visit, cancellationToken);
        var details = await tables.ReadAsync(span, cancellationToken);
        return await pages.ShowAsync<InsightsView, InsightsModel>(visit, new InsightsModel
        {
            From = span.First,
            Until = span.Last,
            Today = InsightsSpan.DateOf(clock.GetUtcNow(), span.Zone),
            Tiles = InsightsTiles.Of(details),
            Bars = [.. details.Days.Select(day => new Bar(day.Day, day.Auto, day.Suggest, day.Queue, day.Shadow))],
            Reliability = [.. details.Reliability.Select(bin => new CalibrationPoint(bin.Mean, (double)bin.Right / bin.Judged, bin.Judged))],
            Patterns = [.. details.Patterns.Select(pattern => new RateRow(
                pattern.Question, pattern.PatternId, pattern.Approved, pattern.Modified, pattern.Rejected,
                pattern.Contradicted == 0 ? Number.Whole(pattern.Automatic) : Words.Format(Texts.Insights_Wrong, pattern.Automatic, pattern.Contradicted)))],
            Operators = [.. details.Operators.Select(person => new RateRow(
                person.Operator, PatternId: null, person.Approved, person.Modified, person.Rejected, Duration.Of(person.MedianSeconds)))],
            Unanswered = [.. details.Unanswered.Select(group => new GroupRow(group.Example, group.Times, group.LastAt))],
            FirstAnswers = [.. FirstAnswersOf(details.FirstAnswers)],
            Ages = [.. AgesOf(details.Waiting, clock.GetUtcNow())],
            Decay = [.. details.Decay.Select(day => new DayValue(day.Day, (double)day.Lost, Words.Format(Texts.Decay_Day, day.Patterns, day.Lost.ToString("0.00", CultureInfo.InvariantCulture))))],
            Spending = [.. details.Costs.Select(day => new DayValue(day.Day, (double)day.SpentUsd, InsightsTiles.Money(day.SpentUsd)))],
            Costs = InsightsTiles.Costs(details, clock.GetUtcNow()),
        }, cancellationToken);
    }

    private static IEnumerable<AnswerRow> FirstAnswersOf(IReadOnlyList<AnswerTimes> times)
    {
        foreach (var (way, name, isSum) in new[]
        {
            ("ours", Texts.First_Ours, true), ("auto", Texts.First_Auto, false), ("approved", Texts.First_Approved, false), ("modified", Texts.First_Modified, false),
            ("hand", Texts.First_Alone, true),
        })
        {
            yield return times.FirstOrDefault(entry => entry.Way == way) is { } found
                ? new AnswerRow(name, isSum, found.Answered, Duration.Of(found.MedianSeconds), Duration.Of(found.SlowSeconds))
                : new AnswerRow(name, isSum, 0, "–", "–");
        }
    }

    private static IEnumerable<AgeRow> AgesOf(IReadOnlyList<WaitingQuestion> waiting, DateTimeOffset now)
    {
        var ages = waiting.Select(question => (now - question.Since).TotalMinutes).ToList();
        (string Name, double From, double Until)[] steps =
        [
            (Texts.Age_Fresh, double.MinValue, 5), (Texts.Age_Quarter, 5, 15), (Texts.Age_Half, 15, 30), (Texts.Age_Hour, 30, 60), (Texts.Age_Older, 60, double.MaxValue),
        ];
        return steps.Select(step => new AgeRow(step.Name, ages.Count(age => age >= step.From && age < step.Until)));
    }
}
