using PatternFunctions.Matching;
using PatternFunctions.Playground.Club;

namespace PatternFunctions.Tests.Playground.Club;

public sealed class ClubDayTests
{
    private readonly MessageExport day = ClubDay.Messages();

    [Fact]
    public void Every_row_is_read_and_happens_within_opening_hours()
    {
        Assert.Empty(day.Skipped);
        Assert.Equal(["+15555550100"], day.OwnNumbers);
        Assert.InRange(day.Messages.Count(message => message.IsIncoming), 40, 50);
        Assert.All(day.Messages, message => Assert.InRange(message.At.TimeOfDay, new TimeSpan(8, 0, 0), new TimeSpan(22, 0, 0)));
        Assert.Single(day.Messages.Select(message => message.At.Date).Distinct());
    }

    [Fact]
    public void One_question_comes_five_times_and_is_answered_otherwise_the_fifth_time()
    {
        var signature = PatternSignature.Of("What time do you close tonight?");
        var answers = day.Messages
            .Where(message => message.IsIncoming && PatternSignature.Of(message.Body) == signature)
            .Select(question => day.Messages.First(message => !message.IsIncoming && message.At > question.At && message.To[0] == question.From).Body)
            .ToList();

        Assert.Equal(5, answers.Count);
        Assert.Single(answers[..4].Distinct());
        Assert.NotEqual(answers[0], answers[4]);
    }

    [Fact]
    public void On_Monday_three_ask_what_was_asked_on_the_day()
    {
        var asked = day.Messages.Where(message => message.IsIncoming).Select(message => PatternSignature.Of(message.Body)).ToHashSet();

        Assert.Equal(3, ClubDay.MondayMorning.Count(text => asked.Contains(PatternSignature.Of(text.Text))));
    }

    [Fact]
    public void Every_customer_has_a_name() => Assert.All(
        day.Messages.Where(message => message.IsIncoming),
        message => Assert.Contains(message.From, ClubDay.Customers()));

    [Theory]
    [InlineData("STOP")]
    [InlineData("👍")]
    [InlineData("")]
    public void What_is_awkward_occurs(string body) => Assert.Contains(day.Messages, message => message.Body == body);
}
