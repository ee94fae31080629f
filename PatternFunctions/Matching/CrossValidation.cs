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

    /// <summary>Questions with a pattern for each one without.</summary>
    private const int AnsweredPerStranger = 2;

    /// <summary>With fewer there is nothing that a stranger could be mistaken for but one pattern, which nothing else is like.</summary>
    private const int FewestPatterns = 3;

    public static IReadOnlyList<TriedText> Run(TrainingTexts texts, bool usesSpace, CancellationToken cancellationToken)
    {
        var byFold = Choose(texts).GroupBy(text => FoldOf(text.Text.Text)).OrderBy(fold => fold.Key);
        return [.. byFold.SelectMany(fold => Try(texts, fold.Key, [.. fold], usesSpace, cancellationToken))];
    }

    private static IEnumerable<(LabelledText Text, TriedAs As)> Choose(TrainingTexts texts)
    {
        var wordings = texts.Patterns.Where(pattern => pattern.Wordings.Count > 1)
            .SelectMany(pattern => pattern.Wordings.Select(wording => new LabelledText(pattern.PatternId, wording.Text, wording.Vector)))
            .OrderBy(text => PatternSignature.Of(text.Text), StringComparer.Ordinal)
            .Take(EnoughLabels - texts.Labels.Count);
        return texts.Labels.Select(label => (label, TriedAs.Label))
            .Concat(Strangers(texts.Labels).Select(label => (label, TriedAs.Stranger)))
            .Concat(wordings.Select(wording => (wording, TriedAs.Wording)));
    }

    /// <summary>
    /// People say what a question asks for, and seldom that it asks for nothing known. With their labels alone everything
    /// would look like something, so questions are tried without their pattern, too, until there are enough of these.
    /// </summary>
    private static IEnumerable<LabelledText> Strangers(IReadOnlyList<LabelledText> labels)
    {
        var answered = labels.Where(label => label.PatternId is not null).ToArray();
        var without = labels.Count - answered.Length;
        // Its first digit is the fold's.
        return answered.OrderBy(label => PatternSignature.Of(label.Text)[1..], StringComparer.Ordinal).Take((answered.Length / AnsweredPerStranger) - without);
    }

    private static IEnumerable<TriedText> Try(
        TrainingTexts texts, int fold, (LabelledText Text, TriedAs As)[] tried, bool usesSpace, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var others = texts.Without(tried.Select(text => PatternSignature.Of(text.Text.Text)).ToHashSet(StringComparer.Ordinal));
        var space = usesSpace ? SimilaritySpace.Fit(others.Patterns) : SimilaritySpace.Plain;
        var index = new SimilarityIndex(texts.Dimensions, space);
        index.Update(others.Patterns);
        var head = others.TrainHead(space, cancellationToken);
        var (trained, similarity) = (new TextMatcher(index, head, MatchCurves.Cautious), new TextMatcher(index, null, MatchCurves.Cautious));
        var known = others.Patterns.Select(pattern => pattern.PatternId).ToHashSet();
        if (known.Count < FewestPatterns)
        {
            return [];
        }

        // A pattern that has no other wording could not be found: without right ones, strangers would teach that nothing is.
        return [.. tried.Where(text => text.Text.PatternId is not { } id || known.Contains(id)).AsParallel().AsOrdered().SelectMany(text =>
            Matches(text.Text, text.As is TriedAs.Stranger ? text.Text.PatternId : null)
                .Where(match => match.Score is not null)
                .DistinctBy(match => match.Score!.Value.Head)
                .Select(match => new TriedText(fold, text.As, match.Score!.Value, match.Candidates[0].PatternId == text.Text.PatternId)))];

        TextMatch[] Matches(LabelledText text, long? without) =>
        [
            head is null ? TextMatch.None : trained.Match(text.Text, text.Vector, 1, without),
            texts.Dimensions == 0 ? TextMatch.None : similarity.Match(text.Text, text.Vector, 1, without),
            similarity.Match(text.Text, null, 1, without),
        ];
    }

    /// <summary>The same text always falls into the same fold.</summary>
    private static int FoldOf(string text) => PatternSignature.Of(text)[0] % Folds;
}
