using CsCheck;
using PatternFunctions.Matching;

namespace PatternFunctions.Tests.Matching;

public sealed class MatchCurveTests
{
    private static readonly Gen<MatchScore> AnyScore = Gen.Select(
        Gen.Enum<MatchHead>(), Gen.Double[-0.2, 1], Gen.Double[-0.3, 1], Gen.Double[-12, 0],
        (head, similarity, margin, certainty) => new MatchScore(head, similarity, margin, head == MatchHead.Trained ? certainty : 0));

    private static readonly Gen<MatchOutcome[]> AnyOutcomes = Gen.Select(AnyScore, Gen.Bool, (score, isRight) => new MatchOutcome(score, isRight)).Array[0, 60];

    [Fact]
    public void A_probability_is_one_and_never_falls_with_more_of_anything() => Gen.Select(AnyOutcomes, AnyScore, Gen.Double[0, 0.3]).Sample((outcomes, score, more) =>
    {
        var curves = MatchCurves.Cautious.Refit(outcomes);
        double Probability(MatchScore of) => curves[of.Head].Probability(of);

        Assert.InRange(Probability(score), 0, 1);
        Assert.True(Probability(score with { Similarity = score.Similarity + more }) >= Probability(score));
        Assert.True(Probability(score with { Margin = score.Margin + more }) >= Probability(score));
        Assert.True(Probability(score with { LogProbability = Math.Min(0, score.LogProbability + more) }) >= Probability(score) - 1e-12);
    });

    [Fact]
    public void Without_outcomes_a_curve_stays_as_it_was() =>
        Assert.Equal(MatchCurves.Cautious, MatchCurves.Cautious.Refit([]));

    [Fact]
    public void A_head_learns_nothing_from_another_heads_outcomes()
    {
        var refitted = MatchCurves.Cautious.Refit([new MatchOutcome(new MatchScore(MatchHead.Lexical, 0.9, 0.5, 0), false)]);

        Assert.NotEqual(MatchCurves.Cautious.Lexical, refitted.Lexical);
        Assert.Equal(MatchCurves.Cautious.Trained, refitted.Trained);
    }

    [Fact]
    public void Hundreds_of_outcomes_decide()
    {
        // Right with a probability that is the similarity itself, but for the tails.
        var random = new Random(5);
        MatchOutcome[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())
            .Select(similarity => new MatchOutcome(new MatchScore(MatchHead.Similarity, similarity, 0.1, 0), random.NextDouble() < similarity))];
        var curve = MatchCurves.Cautious.Refit(Draw(2_000)).Similarity;

        var error = Calibration.Error([.. Draw(2_000).Select(outcome => (curve.Probability(outcome.Score), outcome.IsRight))]);

        Assert.InRange(error, 0, 0.05);
    }

    [Fact]
    public void The_first_curves_fall_short_of_the_probability_that_automatic_replies_need()
    {
        foreach (var head in Enum.GetValues<MatchHead>())
        {
            Assert.InRange(MatchCurves.Cautious[head].Probability(new MatchScore(head, 0.7, 0.15, Math.Log(0.95))), 0.1, 0.979);
        }
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(10, 10, 0.0)]
    [InlineData(10, 5, 0.5)]
    public void The_calibration_error_is_the_gap_between_said_and_seen(int said, int right, double error) => Assert.Equal(
        error, Calibration.Error([.. Enumerable.Range(0, said).Select(index => (1.0, index < right))]), 1e-9);

    [Fact]
    public void Similarity_opens_automatic_replies_only_on_proof()
    {
        static SimilarityEvidence Evidence(int right, int fired) => SimilarityEvidence.At(
            Enumerable.Range(0, fired).Select(index => (0.99, index < right)).Append((0.5, false)), 0.98);

        Assert.False(Evidence(0, 0).Opens(0.95));
        Assert.False(Evidence(20, 20).Opens(0.95));
        Assert.True(Evidence(59, 59).Opens(0.95));
        Assert.False(Evidence(59, 60).Opens(0.95));
        Assert.Equal(60, Evidence(59, 60).Fired);
    }
}
