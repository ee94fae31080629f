namespace PatternFunctions.Insights;

/// <summary>How long customers waited for the first answer: those whom we answered, or helped to answer, and the others.</summary>
internal static class FirstAnswers
{
    private const string Hand = "hand";

    /// <returns>By way: automatic, approved, modified, by hand; and summed up for those with us.</returns>
    public static IReadOnlyList<AnswerTimes> Of(IReadOnlyList<AnswerFigure> figures)
    {
        IEnumerable<AnswerTimes> ways = figures.GroupBy(figure => figure.Way).Select(way => Of(way.Key, way));
        var ours = figures.Where(figure => figure.Way is not Hand).ToList();
        return [.. ways, .. ours.Count > 0 ? [Of("ours", ours)] : Array.Empty<AnswerTimes>()];
    }

    private static AnswerTimes Of(string way, IEnumerable<AnswerFigure> figures)
    {
        var seconds = new Durations(figures.Select(figure => figure.Seconds));
        return new AnswerTimes(way, seconds.Count, seconds.Median!.Value, seconds.Slow!.Value);
    }
}

/// <param name="Way">auto, approved or modified; ours for these three together; hand for a person's own text.</param>
/// <param name="SlowSeconds">Nine of ten were faster.</param>
public sealed record AnswerTimes(string Way, int Answered, double MedianSeconds, double SlowSeconds);
