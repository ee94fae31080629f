using PatternFunctions.Matching;

namespace PatternFunctions.Tests.Matching;

public sealed class LinearHeadTests
{
    private static readonly LabelledText[] Texts =
    [
        Text(1, "when do you open"), Text(1, "opening hours please"), Text(1, "are you open on sunday"),
        Text(2, "i lost my gift card"), Text(2, "can i buy a gift card"), Text(2, "gift card balance"),
        Text(null, "the weather is lovely"), Text(null, "did you see the game"), Text(null, "ok thanks bye"),
    ];

    [Theory]
    [InlineData("do you open on monday", 1L, 2L)]
    [InlineData("what is on my gift card", 2L, 1L)]
    public void A_head_tells_patterns_apart(string text, long right, long wrong)
    {
        var opinion = Train(Texts).Judge(text, null);

        Assert.True(opinion.LogProbability(right) > Math.Log(0.5), $"{opinion.LogProbability(right)}");
        Assert.True(opinion.LogProbability(right) > opinion.LogProbability(wrong));
    }

    [Fact]
    public void What_people_said_is_none_of_the_patterns_lowers_them_all()
    {
        var (with, without) = (Train(Texts), Train([.. Texts.Where(text => text.PatternId is not null)]));

        Assert.True(Math.Exp(with.Judge("lovely game bye", null).LogProbability(1)) + Math.Exp(with.Judge("lovely game bye", null).LogProbability(2)) < 0.5);
        Assert.Equal(1, Math.Exp(without.Judge("lovely game bye", null).LogProbability(1)) + Math.Exp(without.Judge("lovely game bye", null).LogProbability(2)), 1e-4);
    }

    [Fact]
    public void A_head_does_not_know_what_came_after_it()
    {
        var head = Train(Texts);

        Assert.True(head.Knows(1));
        Assert.False(head.Knows(3));
        Assert.Equal(double.NegativeInfinity, head.Judge("open", null).LogProbability(3));
    }

    [Fact]
    public void Without_a_pattern_the_others_share_its_probability()
    {
        var opinion = Train(Texts).Judge("gift card opening", null);
        var (first, second) = (Math.Exp(opinion.LogProbability(1)), Math.Exp(opinion.LogProbability(2)));

        var without = opinion.Without(2);

        Assert.Equal(double.NegativeInfinity, without.LogProbability(2));
        Assert.Equal(first / (1 - second), Math.Exp(without.LogProbability(1)), 1e-4);
        Assert.Same(opinion, opinion.Without(3));
        Assert.Same(opinion, opinion.Without(null));
        Assert.Equal(second, Math.Exp(opinion.LogProbability(2)), 1e-9);
    }

    [Fact]
    public void A_stored_head_judges_as_before()
    {
        var head = Train(Texts);
        using var stored = new MemoryStream();
        head.Write(stored);
        stored.Position = 0;

        var read = LinearHead.Read(stored)!;

        Assert.Equal(stored.Length, stored.Position);
        foreach (var text in Texts)
        {
            Assert.Equal(head.Judge(text.Text, null).LogProbability(1), read.Judge(text.Text, null).LogProbability(1), 0.02);
        }
    }

    [Fact]
    public void A_head_of_another_format_is_not_read()
    {
        using var stored = new MemoryStream();
        Train(Texts).Write(stored);
        stored.GetBuffer()[0]++;
        stored.Position = 0;

        Assert.Null(LinearHead.Read(stored));
    }

    [Fact]
    public void The_same_texts_give_the_same_head()
    {
        using var first = new MemoryStream();
        using var second = new MemoryStream();

        Train(Texts).Write(first);
        Train(Texts).Write(second);

        Assert.Equal(first.ToArray(), second.ToArray());
    }

    [Fact]
    public void With_one_pattern_there_is_nothing_to_tell_apart() =>
        Assert.Null(LinearHeadTrainer.Train([Text(1, "a b c"), Text(1, "d e f")], SimilaritySpace.Plain, CancellationToken.None));

    [Fact]
    public void With_more_patterns_than_there_is_room_for_all_is_left_to_similarity() =>
        Assert.Null(LinearHeadTrainer.Train([.. Enumerable.Range(1, 5_000).Select(id => Text(id, $"pattern {id}"))], SimilaritySpace.Plain, CancellationToken.None));

    [Fact]
    public void The_minimiser_finds_the_bottom_of_a_bowl()
    {
        double Bowl(float[] at, float[] slope)
        {
            var value = 0.0;
            for (var axis = 0; axis < at.Length; axis++)
            {
                var off = at[axis] - axis;
                value += 0.5 * (axis + 1) * off * off;
                slope[axis] = (axis + 1) * off;
            }

            return value;
        }

        var bottom = Minimiser.Minimise(new float[10], Bowl, 100, CancellationToken.None);

        Assert.All(bottom.Select((value, axis) => value - axis), off => Assert.Equal(0, off, 0.01));
    }

    internal static LabelledText Text(long? pattern, string text) => new(pattern, text, null);

    private static LinearHead Train(LabelledText[] texts) =>
        LinearHeadTrainer.Train(texts, SimilaritySpace.Plain, CancellationToken.None)!;
}
