using PatternFunctions.Patterns;

namespace PatternFunctions.Tests.Patterns;

public sealed class QuestionLabelTests
{
    private const long Matched = 1;
    private const long Other = 2;
    private const long None = 0;

    [Theory]
    [InlineData("approved", Matched)]
    [InlineData("confirmed", Matched)]
    [InlineData("rejected", None)]
    [InlineData("contradicted", None)]
    [InlineData("observed", null)]
    [InlineData("pending", null)]
    [InlineData("expired", null)]
    public void A_verdict_says_whether_the_match_was_right(string outcome, long? label) =>
        Assert.Equal(label, LabelOf(Question(outcome)));

    [Theory]
    [InlineData(0.9, Matched)]
    [InlineData(0.3, Matched)]
    [InlineData(0.29, None)]
    [InlineData(null, None)]
    public void A_change_keeps_the_match_as_far_as_it_keeps_the_words(double? kept, long label) =>
        Assert.Equal(label, LabelOf(Question("modified") with { Kept = kept }));

    [Theory]
    [InlineData("observed", true, 0.8, Matched)]
    [InlineData("expired", true, 0.7, Matched)]
    [InlineData("observed", false, 0.7, null)] // the same words with another number: the template may be out of date
    [InlineData("observed", false, 0.4, null)]
    [InlineData("observed", false, 0.1, None)]
    public void An_answer_by_hand_says_it_when_it_is_clear(string outcome, bool agrees, double similarity, long? label) =>
        Assert.Equal(label, LabelOf(Question(outcome) with { HumanAgrees = agrees, HumanSimilarity = similarity }));

    [Fact]
    public void What_was_learned_from_a_wrong_match_is_the_right_one()
    {
        Assert.Equal(Other, LabelOf(Question("rejected") with { LearnedStatus = "learned", LearnedPatternId = Other }));
        Assert.Equal(Other, LabelOf(Question("observed") with { HumanAgrees = false, HumanSimilarity = 0.1, LearnedStatus = "evidence", LearnedPatternId = Other }));
        Assert.Equal(Other, LabelOf(Question("contradicted") with { WordingOf = Other }));
    }

    [Fact]
    public void A_wrong_reply_to_the_patterns_own_words_says_nothing_of_the_match()
    {
        Assert.Null(LabelOf(Question("rejected") with { WordingOf = Matched }));
        Assert.Null(LabelOf(Question("rejected") with { LearnedStatus = "evidence", LearnedPatternId = Matched }));
    }

    [Fact]
    public void A_question_without_a_match_is_labelled_by_what_became_of_its_answer()
    {
        var unmatched = Question("observed") with { PatternId = null };

        Assert.Null(LabelOf(unmatched));
        Assert.Equal(Other, LabelOf(unmatched with { LearnedStatus = "learned", LearnedPatternId = Other }));
        Assert.Equal(None, LabelOf(unmatched with { LearnedStatus = "not_reusable" }));
        Assert.Null(LabelOf(unmatched with { LearnedStatus = "refused" }));
        Assert.Equal(Other, LabelOf(unmatched with { LearnedStatus = "not_reusable", WordingOf = Other }));
    }

    /// <returns>Null for no label.</returns>
    private static long? LabelOf(JudgedQuestion question) => QuestionLabel.Of(question) is { } label ? label.PatternId ?? None : null;

    private static JudgedQuestion Question(string outcome) => new() { ExecutionId = 1, Text = "?", PatternId = Matched, Outcome = outcome };
}
