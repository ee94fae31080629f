using PatternFunctions.Learning;

namespace PatternFunctions.Tests.Learning;

public sealed class ExchangeTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan AnswerWindow = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LearningWindow = TimeSpan.FromMinutes(120);

    [Theory]
    // c customer, o operator, a approved reply of ours; minutes since the start. The last operator's text is asked about.
    [InlineData("c0 o2", "c0", "o2")]
    [InlineData("c0 c1 o3", "c0 c1", "o3")] // a question of two texts
    [InlineData("c0 o2 o4", "c0", "o2 o4")] // an answer of two texts
    [InlineData("c0 c30 o31", "c30", "o31")] // the latest unanswered question
    [InlineData("c0 o120", "c0", "o120")] // just within the window
    [InlineData("c0 o121", null, null)] // too late
    [InlineData("o2", null, null)] // the operator begins
    [InlineData("c0 o2 o20", null, null)] // has been answered
    [InlineData("c0 a1 o20", null, null)] // has been answered with our words, approved by a person
    [InlineData("c0 a1 o3", null, null)] // a person goes on after an approved reply
    public void A_reply_answers_the_latest_unanswered_question_within_the_window(string thread, string? question, string? answer)
    {
        var messages = thread.Split(' ').Select(Read).ToList();

        var exchange = Exchange.Find(messages, messages.Last(message => message.Speaker is Speaker.Operator).Id, AnswerWindow, LearningWindow);

        Assert.Equal(question, exchange is null ? null : string.Join(' ', exchange.Question.Select(message => message.Id)));
        Assert.Equal(answer, exchange is null ? null : string.Join(' ', exchange.Answer.Select(message => message.Id)));
    }

    [Fact]
    public void Texts_of_one_turn_are_joined_line_by_line()
    {
        var exchange = Exchange.Find([.. "c0 c1 o2".Split(' ').Select(Read)], "o2", AnswerWindow, LearningWindow);

        Assert.Equal("text of c0\ntext of c1", exchange!.QuestionText);
    }

    private static ThreadMessage Read(string text) => new(
        text, text[0] is 'c' ? Speaker.Customer : Speaker.Operator, IsApprovedReply: text[0] is 'a', UserId: null, $"text of {text}",
        Start.AddMinutes(int.Parse(text[1..])));
}
