namespace PatternFunctions.Matching;

/// <summary>
/// Tries texts with known answers on indexes and heads that were built without them: only that says how matching will do
/// on texts that nobody has seen.
/// </summary>
internal static class CrossValidation
{
    private const int Folds = 4;

    /// <summary>With fewer labels than that, some of the patterns' wordings are tried as well.</summary>
    private const int EnoughLabels = 200;

    public static IReadOnlyList<TriedText> Run(TrainingTexts texts, bool usesSpace, CancellationToken cancellationToken)
    {
        var byFold = Choose(texts).GroupBy(text => FoldOf(text.Text.Text)).OrderBy(fold => fold.Key);
        return [.. byFold.SelectMany(fold => Try(texts, fold.Key, [.. fold], usesSpace, cancellationToken))];
    }

    private static IEnumerable<(LabelledText Text, bool IsLabel)> Choose(TrainingTexts texts)
    {
        var wordings = texts.Patterns.Where(pattern => pattern.Wordings.Count > 1)
            .SelectMany(pattern => pattern.Wordings.Select(wording => new LabelledText(pattern.PatternId, wording.Text, wording.Vector)))
            .OrderBy(text => PatternSignature.Of(text.Text), StringComparer.Ordinal)
            .Take(EnoughLabels - texts.Labels.Count);
        return texts.Labels.Select(label => (label, true)).Concat(wordings.Select(wording => (wording, false)));
    }

    private static IEnumerable<TriedText> Try(
        TrainingTexts texts, int fold, (LabelledText Text, bool IsLabel)[] tried, bool usesSpace, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var others = texts.Without(tried.Select(text => PatternSignature.Of(text.Text.Text)).ToHashSet(StringComparer.Ordinal));
        var space = usesSpace ? SimilaritySpace.Fit(others.Patterns) : SimilaritySpace.Plain;
        var index = new SimilarityIndex(texts.Dimensions, space);
        index.Update(others.Patterns);
        var head = others.TrainHead(space, cancellationToken);
        var (trained, similarity) = (new TextMatcher(index, head, MatchCurves.Cautious), new TextMatcher(index, null, MatchCurves.Cautious));
        var known = others.Patterns.Select(pattern => pattern.PatternId).ToHashSet();
        // A pattern that has no other wording could not be found.
        return [.. tried.Where(text => text.Text.PatternId is not { } id || known.Contains(id)).AsParallel().AsOrdered().SelectMany(text =>
            new[]
            {
                head is null ? TextMatch.None : trained.Match(text.Text.Text, text.Text.Vector, 1),
                texts.Dimensions == 0 ? TextMatch.None : similarity.Match(text.Text.Text, text.Text.Vector, 1),
                similarity.Match(text.Text.Text, null, 1),
            }
            .Where(match => match.Score is not null)
            .DistinctBy(match => match.Score!.Value.Head)
            .Select(match => new TriedText(fold, text.IsLabel, match.Score!.Value, match.Candidates[0].PatternId == text.Text.PatternId)))];
    }

    /// <summary>The same text always falls into the same fold.</summary>
    private static int FoldOf(string text) => PatternSignature.Of(text)[0] % Folds;
}
