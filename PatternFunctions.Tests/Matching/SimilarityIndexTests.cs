using CsCheck;
using PatternFunctions.Matching;

namespace PatternFunctions.Tests.Matching;

public sealed class SimilarityIndexTests
{
    private const int Dimensions = 8;

    private static readonly string[] Words = ["open", "today", "bay", "gift", "card", "code", "door", "price", "when", "lost", "two", "kids"];

    /// <summary>A text has one vector, or none yet.</summary>
    private static readonly Gen<Wording> AnyWording = Gen.Select(Gen.OneOf(Words.Select(Gen.Const).ToArray()).Array[1, 4], Gen.Bool, (words, hasVector) =>
    {
        var vector = new float[Dimensions];
        foreach (var word in words)
        {
            vector[Array.IndexOf(Words, word) % Dimensions] += 1 + (0.1f * Array.IndexOf(Words, word));
        }

        return new Wording(string.Join(' ', words), hasVector ? Unit(vector) : null);
    });

    private static readonly Gen<PatternWordings> AnyPattern = Gen.Select(
        Gen.Long[1, 30], AnyWording.Array[0, 4], (id, wordings) => new PatternWordings(id, wordings));

    [Fact]
    public void The_text_of_a_wording_finds_its_pattern()
    {
        var index = new SimilarityIndex(0, SimilaritySpace.Plain);
        index.Update([Pattern(1, "when do you open", "opening hours"), Pattern(2, "i lost my gift card"), Pattern(3, "is there parking")]);

        var found = index.Find("Opening hours?", null, 3);

        Assert.Equal((1, "opening hours"), (found[0].PatternId, found[0].NearestWording));
        Assert.True(found[0].Similarity > found[1].Similarity);
    }

    [Fact]
    public void A_lone_wordings_own_text_has_similarity_one()
    {
        var index = new SimilarityIndex(Dimensions, SimilaritySpace.Plain);
        var vector = Unit([1, 2, 3, 4, 5, 6, 7, 8]);
        index.Update([new PatternWordings(1, [new Wording("is there parking", vector)]), Pattern(2, "are you open")]);

        Assert.Equal(1, index.Find("Is there parking?", vector, 1)[0].Similarity, 0.01);
    }

    [Fact]
    public void Meaning_finds_what_no_letter_has_in_common()
    {
        var index = new SimilarityIndex(Dimensions, SimilaritySpace.Plain);
        index.Update(
        [
            new PatternWordings(1, [new Wording("parking lot", Unit([1, 0, 0, 0, 0, 0, 0, 0]))]),
            new PatternWordings(2, [new Wording("gift voucher", Unit([0, 1, 0, 0, 0, 0, 0, 0]))]),
        ]);

        Assert.Equal(2, index.Find("xyz", Unit([0.1f, 1, 0, 0, 0, 0, 0, 0]), 1)[0].PatternId);
    }

    [Fact]
    public void Of_equals_the_smaller_id_comes_first()
    {
        var index = new SimilarityIndex(0, SimilaritySpace.Plain);
        index.Update([.. Enumerable.Range(1, 200).Reverse().Select(id => Pattern(id, "are you open"))]);

        Assert.Equal(Enumerable.Range(1, 10).Select(id => (long)id), index.Find("are you open now", null, 10).Select(candidate => candidate.PatternId));
    }

    [Theory]
    [InlineData("???")]
    [InlineData("")]
    public void A_text_without_content_finds_nothing(string text)
    {
        var index = new SimilarityIndex(0, SimilaritySpace.Plain);
        index.Update([Pattern(1, "are you open"), Pattern(2, "!!!")]);

        Assert.Empty(index.Find(text, null, 5));
        Assert.Equal(1, index.PatternCount);
    }

    [Fact]
    public void An_index_that_grew_and_shrank_answers_like_one_built_at_once() => Gen.Select(AnyPattern.Array[1, 6].Array[1, 8], AnyWording)
        .Sample((steps, asked) =>
        {
            var grown = new SimilarityIndex(Dimensions, SimilaritySpace.Plain);
            foreach (var step in steps)
            {
                grown.Update(step);
            }

            var last = steps.SelectMany(step => step).GroupBy(pattern => pattern.PatternId).Select(group => group.Last());
            var built = new SimilarityIndex(Dimensions, SimilaritySpace.Plain);
            built.Update([.. last.Reverse().Select(pattern => pattern with { Wordings = [.. pattern.Wordings.Reverse()] })]);
            Assert.Equal((built.PatternCount, built.WordingCount), (grown.PatternCount, grown.WordingCount));
            Assert.Equal(built.Find(asked.Text, asked.Vector, 64), grown.Find(asked.Text, asked.Vector, 64));
        });

    [Fact]
    public void A_pattern_keeps_nothing_of_the_wordings_it_had()
    {
        var index = new SimilarityIndex(0, SimilaritySpace.Plain);
        index.Update([Pattern(1, "are you open"), Pattern(2, "is there parking")]);

        index.Update([Pattern(1, "gift card"), Pattern(2)]);

        Assert.Empty(index.Find("parking", null, 5));
        Assert.Equal((1, 1), (index.PatternCount, index.WordingCount));
        Assert.Equal("gift card", index.Find("gift cards", null, 5).Single().NearestWording);
    }

    [Fact]
    public void The_shortlist_holds_the_best_of_thousands()
    {
        var random = new Random(1);
        var index = new SimilarityIndex(64, SimilaritySpace.Plain);
        float[] Near(float[] vector) => Unit([.. vector.Select(value => value + (0.1f * (float)(random.NextDouble() - 0.5)))]);
        float[] Any() => Unit([.. Enumerable.Range(0, 64).Select(_ => (float)(random.NextDouble() - 0.5))]);
        var patterns = Enumerable.Range(1, 5_000)
            .Select(id => new PatternWordings(id, [new Wording($"{Words[id % 12]} {Words[id / 12 % 12]} {id}", Any()), new Wording($"{Words[id % 7]} please", Any())]))
            .ToArray();
        index.Update(patterns);

        foreach (var pattern in patterns.Where((_, place) => place % 50 == 0))
        {
            var (text, vector) = (pattern.Wordings[0].Text + " thanks", Near(pattern.Wordings[0].Vector!));

            Assert.Equal(index.FindAmongAll(text, vector, 1), index.Find(text, vector, 1));
        }
    }

    [Fact]
    public async Task Those_who_look_see_every_change_whole()
    {
        var index = new SimilarityIndex(0, SimilaritySpace.Plain);
        PatternWordings[] Generation(int number) => [Pattern(1, $"are you open generation{number}"), Pattern(1 + IndexSegment.Capacity, $"are you open generation{number}")];
        index.Update([.. Enumerable.Range(1, IndexSegment.Capacity + 1).Select(id => Pattern(id, $"filler {id}"))]);
        index.Update(Generation(0));
        using var done = new CancellationTokenSource();

        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                var found = index.Find("are you open", null, 2);
                Assert.Equal(found[0].NearestWording, found[1].NearestWording);
            }
        })).ToArray();
        for (var number = 1; number <= 100; number++)
        {
            index.Update(Generation(number));
        }

        await done.CancelAsync();
        await Task.WhenAll(readers);
    }

    internal static PatternWordings Pattern(long id, params string[] wordings) =>
        new(id, [.. wordings.Select(wording => new Wording(wording, null))]);

    internal static float[] Unit(float[] vector)
    {
        var norm = MathF.Sqrt(vector.Sum(value => value * value));
        return norm == 0 ? vector : [.. vector.Select(value => value / norm)];
    }
}
