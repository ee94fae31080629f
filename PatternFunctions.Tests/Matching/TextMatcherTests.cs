using PatternFunctions.Matching;
using PatternFunctions.Matching.Encoder;

namespace PatternFunctions.Tests.Matching;

public sealed class TextMatcherTests
{
    private static readonly SentenceEncoder Encoder = SentenceEncoder.LoadIfPresent(SentenceEncoder.DefaultFolder)!;

    private static readonly (long Pattern, string[] Wordings)[] Patterns =
    [
        (1, ["when do you open", "opening hours please", "are you open on sunday", "what time do you close"]),
        (2, ["i lost my gift card", "can i buy a gift card", "how much is on my gift card"]),
        (3, ["the simulator screen is black", "the projector does not turn on", "bay 2 is not working"]),
        (4, ["can i book a bay for two", "i'd like to reserve a tee time", "is there a slot free tonight"]),
    ];

    [Theory]
    [InlineData("until when are you there tomorrow", 1)]
    [InlineData("my voucher is gone", 2)]
    [InlineData("screen in bay 4 went dark", 3)]
    [InlineData("can we reserve a bay for 7pm", 4)]
    public void A_text_finds_the_pattern_that_it_means(string text, long pattern)
    {
        foreach (var isTrained in (bool[])[false, true])
        {
            var match = Matcher(isTrained).Match(text, Encoder.Encode(text), 3);

            Assert.Equal(pattern, match.Candidates[0].PatternId);
            Assert.Equal(isTrained ? MatchHead.Trained : MatchHead.Similarity, match.Score!.Value.Head);
            Assert.InRange(match.Probability, 0.05, 1);
        }
    }

    [Fact]
    public void What_has_no_content_is_no_match()
    {
        var match = Matcher(isTrained: true).Match("???", Encoder.Encode("???"), 3);

        Assert.Empty(match.Candidates);
        Assert.Equal((null, 0.0), (match.Score, match.Probability));
    }

    [Fact]
    public void What_is_like_nothing_is_hardly_probable()
    {
        const string Text = "когда вы открываетесь";

        Assert.InRange(Matcher(isTrained: true).Match(Text, Encoder.Encode(Text), 3).Probability, 0, 0.05);
    }

    [Fact]
    public void Without_a_vector_letters_decide()
    {
        var match = Matcher(isTrained: true).Match("gift cards", null, 3);

        Assert.Equal((2, MatchHead.Lexical), (match.Candidates[0].PatternId, match.Score!.Value.Head));
    }

    [Fact]
    public void A_head_that_does_not_know_a_pattern_alike_is_not_asked()
    {
        var index = Index(out var space);
        var matcher = new TextMatcher(index, Head(space), MatchCurves.Cautious);
        const string Text = "do you have parking";
        Assert.Equal(MatchHead.Trained, matcher.Match(Text, Encoder.Encode(Text), 1).Score!.Value.Head);

        index.Update([new PatternWordings(5, [new Wording("is there parking", Encoder.Encode("is there parking"))])]);

        var match = matcher.Match(Text, Encoder.Encode(Text), 1);
        Assert.Equal((5, MatchHead.Similarity), (match.Candidates[0].PatternId, match.Score!.Value.Head));
    }

    [Fact]
    public void The_margin_is_to_the_best_other_pattern()
    {
        const string Text = "how much is on my gift card";
        var match = Matcher(isTrained: false).Match(Text, Encoder.Encode(Text), 4);

        Assert.Equal(match.Candidates[0].Similarity - match.Candidates[1].Similarity, match.Score!.Value.Margin, 1e-9);
    }

    private static TextMatcher Matcher(bool isTrained)
    {
        var index = Index(out var space);
        return new TextMatcher(index, isTrained ? Head(space) : null, MatchCurves.Cautious);
    }

    private static SimilarityIndex Index(out SimilaritySpace space)
    {
        PatternWordings[] patterns = [.. Patterns.Select(pattern => new PatternWordings(
            pattern.Pattern, [.. pattern.Wordings.Select(text => new Wording(text, Encoder.Encode(text)))]))];
        space = SimilaritySpace.Fit(patterns);
        var index = new SimilarityIndex(Encoder.Dimensions, space);
        index.Update(patterns);
        return index;
    }

    private static LinearHead? Head(SimilaritySpace space) => LinearHeadTrainer.Train(
        [.. Patterns.SelectMany(pattern => pattern.Wordings.Select(text => new LabelledText(pattern.Pattern, text, Encoder.Encode(text)))),
            new LabelledText(null, "thanks a lot", Encoder.Encode("thanks a lot")), new LabelledText(null, "see you", Encoder.Encode("see you"))],
        space, CancellationToken.None);
}
