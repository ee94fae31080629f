namespace PatternFunctions.Matching;

/// <summary>
/// How a head did on the business's own labels, each judged by a head and a curve that had not seen it: what it would have
/// said before the label was known.
/// </summary>
public sealed record HeadRecord
{
    public required MatchHead Head { get; init; }

    /// <summary>The probabilities of the matches that people found right.</summary>
    public required IReadOnlyList<double> Right { get; init; }

    /// <summary>The probabilities of the matches that people found wrong, or of questions that ask for none of the patterns that were there.</summary>
    public required IReadOnlyList<double> Wrong { get; init; }

    /// <summary>See <see cref="Calibration.Error"/>.</summary>
    public double CalibrationError() => Calibration.Error(Outcomes());

    /// <param name="probability">Replies go out at this probability and above.</param>
    public SimilarityEvidence At(double probability) => SimilarityEvidence.At(Outcomes(), probability);

    private List<(double Probability, bool IsRight)> Outcomes() =>
        [.. Right.Select(probability => (probability, true)), .. Wrong.Select(probability => (probability, false))];
}
