using PatternFunctions.Playground.Scenario;

namespace PatternFunctions.Tests.Playground.Scenario;

public sealed class AnswerComparerTests
{
    [Theory]
    [InlineData("Yes, we do!", "yes we do", AnswerComparison.Same)]
    [InlineData("Yes, parking is free.", "Yes, parking is free. The entrance is on Mill Street.", AnswerComparison.Similar)]
    [InlineData("We're open until 10 pm tonight.", "Tonight we close at 9, sorry!", AnswerComparison.Different)]
    [InlineData("👍", "Sure", AnswerComparison.Different)]
    public void An_answer_is_the_proposal_a_changed_one_or_another(string proposed, string written, AnswerComparison expected) =>
        Assert.Equal(expected, AnswerComparer.Compare(proposed, written));
}
