using PatternFunctions.Insights;

namespace PatternFunctions.WebConsole;

/// <summary>What the insights show, as tables to take away.</summary>
internal static class InsightsFiles
{
    public static IReadOnlyList<InsightsFile> All { get; } =
    [
        new("days", ["day", "automatic", "suggestion", "approval", "learn_only"], details => details.Days.Select(day => Row(day.Day, day.Auto, day.Suggest, day.Queue, day.Shadow))),
        new("patterns", ["pattern", "question", "uses", "approved", "edited", "rejected", "automatic", "contradicted"], details => details.Patterns.Select(pattern =>
            Row(pattern.PatternId, pattern.Question, pattern.Uses, pattern.Approved, pattern.Modified, pattern.Rejected, pattern.Automatic, pattern.Contradicted))),
        new("operators", ["operator", "approved", "edited", "rejected", "median_seconds"], details => details.Operators.Select(person =>
            Row(person.Operator, person.Approved, person.Modified, person.Rejected, Math.Round(person.MedianSeconds)))),
        new("reliability", ["from", "mean_probability", "judged", "right"], details => details.Reliability.Select(bin => Row(bin.From, bin.Mean, bin.Judged, bin.Right))),
        new("unanswered", ["question", "times", "last_at"], details => details.Unanswered.Select(group => Row(group.Example, group.Times, group.LastAt))),
        new("first-answers", ["way", "answered", "median_seconds", "p90_seconds"], details => details.FirstAnswers.Select(entry =>
            Row(entry.Way, entry.Answered, Math.Round(entry.MedianSeconds), Math.Round(entry.SlowSeconds)))),
        new("queue", ["question", "kind", "since", "expires_at"], details => details.Waiting.Select(question => Row(question.Id, question.Kind, question.Since, question.ExpiresAt))),
        new("decay", ["day", "patterns", "confidence_lost"], details => details.Decay.Select(day => Row(day.Day, day.Patterns, day.Lost))),
        new("costs", ["day", "usd"], details => details.Costs.Select(day => Row(day.Day, day.SpentUsd))),
        new("summary", ["name", "value"], Summary),
    ];

    private static IEnumerable<object?[]> Summary(InsightsDetails details)
    {
        var (totals, queue, judged) = (details.Totals, details.Queue, details.Totals.Confirmed + details.Totals.Contradicted);
        var (lower, upper) = InsightsTiles.Precision(totals);
        return
        [
            Row("from", details.Days[0].Day), Row("until", details.Days[^1].Day), Row("questions", totals.Questions), Row("matched", totals.Matched),
            Row("automatic", totals.Automatic), Row("automatic_confirmed", totals.Confirmed), Row("automatic_contradicted", totals.Contradicted), Row("automatic_open", totals.Open),
            Row("automatic_precision", judged == 0 ? null : (double)totals.Confirmed / judged), Row("automatic_precision_lower", judged == 0 ? null : lower),
            Row("automatic_precision_upper", judged == 0 ? null : upper), Row("approved", queue.Approved), Row("edited", queue.Modified), Row("rejected", queue.Rejected),
            Row("expired", queue.Expired), Row("median_seconds_to_verdict", queue.MedianSeconds), Row("p90_seconds_to_verdict", queue.SlowSeconds),
            Row("seconds_saved", InsightsTiles.SecondsSaved(details)), Row("assumed_seconds_by_hand", InsightsTiles.SecondsByHand),
            Row("assumed_seconds_by_click", InsightsTiles.SecondsByClick), Row("model_usd", details.Costs.Sum(day => day.SpentUsd)),
        ];
    }

    private static object?[] Row(params object?[] cells) => cells;
}

/// <param name="Name">Of the file, without its ending.</param>
internal sealed record InsightsFile(string Name, string[] Columns, Func<InsightsDetails, IEnumerable<object?[]>> Rows);
