using PatternFunctions.Matching;

namespace PatternFunctions.Tests.Matching;

public sealed class SimilaritySpaceTests
{
    [Fact]
    public void What_varies_within_patterns_counts_for_less()
    {
        // The first axis tells the patterns apart, the second is noise.
        var random = new Random(3);
        float Noise() => (float)(random.NextDouble() - 0.5);
        var patterns = Enumerable.Range(0, 20).Select(id =>
            new PatternWordings(id, [.. Enumerable.Range(0, 30).Select(_ => new Wording("x", [id / 20f, Noise(), 0.01f * Noise()]))]));
        var space = SimilaritySpace.Fit(patterns);

        var acrossNoise = Cosine(space.Map([0.7f, 0.7f, 0]), space.Map([0.7f, -0.7f, 0]));

        Assert.True(acrossNoise > Cosine([0.7f, 0.7f, 0], [0.7f, -0.7f, 0]) + 0.2, $"{acrossNoise}");
    }

    [Fact]
    public void Without_two_wordings_of_any_pattern_nothing_changes()
    {
        var space = SimilaritySpace.Fit([new PatternWordings(1, [new Wording("x", [1, 0])]), new PatternWordings(2, [new Wording("y", [0, 1])])]);

        Assert.Same(SimilaritySpace.Plain, space);
        Assert.Equal([0.6f, 0.8f], space.Map([3, 4]));
    }

    [Fact]
    public void A_mapped_vector_has_unit_length_and_nothing_stays_nothing()
    {
        var space = SimilaritySpace.Fit([new PatternWordings(1, [new Wording("x", [1, 0, 0]), new Wording("y", [0, 1, 0]), new Wording("z", null)])]);

        Assert.Equal(1, Cosine(space.Map([5, 1, 2]), space.Map([5, 1, 2])), 1e-5);
        Assert.Equal([0f, 0f, 0f], space.Map([0, 0, 0]));
    }

    private static double Cosine(float[] left, float[] right) => left.Zip(right, (a, b) => (double)a * b).Sum();
}
