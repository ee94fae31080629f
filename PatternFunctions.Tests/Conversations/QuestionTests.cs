using PatternFunctions.Conversations;

namespace PatternFunctions.Tests.Conversations;

public sealed class QuestionTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0 4 9", "0 4 9")] // each within five seconds of the one before
    [InlineData("0 5", "0 5")]
    [InlineData("0 6", "0|6")]
    [InlineData("0 3 20 22", "0 3|20 22")]
    public void Texts_no_further_apart_than_the_window_are_one_question(string seconds, string questions)
    {
        var texts = seconds.Split(' ').Select(second => new CustomerText(second, "text", 0, Start.AddSeconds(int.Parse(second)), Start)).ToList();

        var groups = Question.Group(texts, TimeSpan.FromSeconds(5));

        Assert.Equal(questions, string.Join('|', groups.Select(group => string.Join(' ', group.Texts.Select(text => text.Id)))));
    }

    [Fact]
    public void A_question_is_its_texts_line_by_line_without_those_that_are_pictures_only()
    {
        var question = new Question([
            new CustomerText("1", "Hi", 0, Start, Start), new CustomerText("2", "", 1, Start, Start), new CustomerText("3", "is it broken?", 0, Start, Start)]);

        Assert.Equal("Hi\nis it broken?", question.Text);
        Assert.True(question.HasMedia);
        Assert.Equal("1", question.Id);
    }
}
