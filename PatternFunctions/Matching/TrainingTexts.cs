namespace PatternFunctions.Matching;

/// <summary>What there is to learn from: the patterns' wordings, and what people have said that questions were about.</summary>
public sealed class TrainingTexts
{
    /// <summary>Texts times patterns: with more, training a head would keep a small machine busy for many minutes.</summary>
    private const long MostWork = 2_500_000;

    private readonly HashSet<string> wordings;

    /// <param name="patterns">Those that are not retired.</param>
    /// <param name="labels">The newest first: of two labels of the same words the first counts. Those of other patterns are left out.</param>
    /// <param name="dimensions">Of the encoder's vectors; 0 without an encoder.</param>
    public TrainingTexts(IReadOnlyList<PatternWordings> patterns, IEnumerable<LabelledText> labels, int dimensions)
    {
        Patterns = [.. patterns.Where(pattern => pattern.Wordings.Count > 0)];
        Dimensions = dimensions;
        wordings = [.. Patterns.SelectMany(pattern => pattern.Wordings).Select(wording => PatternSignature.Of(wording.Text))];
        var known = Patterns.Select(pattern => pattern.PatternId).ToHashSet();
        Labels = [.. labels
            .Where(label => MessageNormaliser.Normalise(label.Text).Length > 0 && (label.PatternId is not { } id || known.Contains(id)))
            .DistinctBy(label => PatternSignature.Of(label.Text))];
    }

    public IReadOnlyList<PatternWordings> Patterns { get; }

    public IReadOnlyList<LabelledText> Labels { get; }

    public int Dimensions { get; }

    /// <summary>Not all are encoded yet: likeness in letters would be taken for likeness in meaning.</summary>
    public bool LacksVectors => Dimensions > 0 && Patterns.Any(pattern => pattern.Wordings.Any(wording => wording.Vector is null));

    public int WordingCount => Patterns.Sum(pattern => pattern.Wordings.Count);

    /// <returns>Null if there is too little or too much to train a head.</returns>
    public LinearHead? TrainHead(SimilaritySpace space, CancellationToken cancellationToken) =>
        Dimensions > 0 && (WordingCount + Labels.Count) * (long)Patterns.Count <= MostWork ? LinearHeadTrainer.Train(All(), space, cancellationToken) : null;

    /// <summary>Each text once.</summary>
    private IReadOnlyList<LabelledText> All() =>
    [
        .. Patterns.SelectMany(pattern => pattern.Wordings.Select(wording => new LabelledText(pattern.PatternId, wording.Text, wording.Vector))),
        .. Labels.Where(label => !wordings.Contains(PatternSignature.Of(label.Text))),
    ];

    /// <returns>As if texts of these signatures had never been seen.</returns>
    public TrainingTexts Without(IReadOnlySet<string> signatures) => new(
        [.. Patterns.Select(pattern => new PatternWordings(
            pattern.PatternId, [.. pattern.Wordings.Where(wording => !signatures.Contains(PatternSignature.Of(wording.Text)))]))],
        Labels.Where(label => !signatures.Contains(PatternSignature.Of(label.Text))),
        Dimensions);
}
