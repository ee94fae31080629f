using PatternFunctions.Matching;

namespace PatternFunctions.Benchmarks.Matching;

/// <summary>Everything that matching learns from a data set, built as the app builds it.</summary>
internal static class TrainedMatcher
{
    /// <param name="wordings">What the patterns are made of; rows without a pattern teach the head alone.</param>
    /// <param name="isTrained">False: similarity without a head.</param>
    /// <param name="cancellationToken">Stops the training.</param>
    public static TextMatcher Build(IReadOnlyList<LabelledRow> wordings, bool isTrained, CancellationToken cancellationToken)
    {
        var patterns = wordings.Where(row => row.Pattern is not null).GroupBy(row => row.Pattern!.Value)
            .Select(group => new PatternWordings(group.Key, [.. group.Select(row => new Wording(row.Text, row.Vector))])).ToArray();
        var space = SimilaritySpace.Fit(patterns);
        var index = new SimilarityIndex(wordings[0].Vector?.Length ?? 0, space);
        index.Update(patterns);
        var head = isTrained
            ? LinearHeadTrainer.Train([.. wordings.Select(row => new LabelledText(row.Pattern, row.Text, row.Vector))], space, cancellationToken)
            : null;
        return new TextMatcher(index, head, MatchCurves.Cautious);
    }

    public static TextMatch[] MatchAll(this TextMatcher matcher, IEnumerable<LabelledRow> rows) =>
        [.. rows.AsParallel().AsOrdered().Select(row => matcher.Match(row.Text, row.Vector, 5))];
}
