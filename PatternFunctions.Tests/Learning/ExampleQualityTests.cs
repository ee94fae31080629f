using PatternFunctions.Learning;

namespace PatternFunctions.Tests.Learning;

public sealed class ExampleQualityTests
{
    [Theory]
    [InlineData("hi", "Hello, how can I help?", "greeting")]
    [InlineData("Thank you so much!!", "We have more bays on Sunday", "thanks")]
    [InlineData("is it open?", "yes", "acknowledgement")]
    [InlineData("is it open on sundays?", "Sundays", "one_word")]
    [InlineData("test", "hello", "test")]
    [InlineData("testing 123", "hello", "test")]
    [InlineData("👍", "Our hours are 9 to 5", "no_words")]
    [InlineData("is there parking?", "...", "no_words")]
    [InlineData("is there parking?", "find your own fucking place", "profanity")]
    [InlineData("can I come later?", "ok see you at 7", "one_off")]
    [InlineData("can I come later?", "I'll move you to 8 then", "one_off")]
    [InlineData("the door is locked", "Coming to the door right now!", "one_off")]
    [InlineData("please cancel my booking", "Your booking for tomorrow is cancelled. Hope to see you soon!", "one_off")]
    [InlineData("book me in for 5", "Bay 3 is free. I've put you down for an hour.", "one_off")]
    [InlineData("it is broken", "Which bay are you in?", "counter_question")]
    [InlineData("is bay 2 free at 7", "Bay 2 is taken at 7 tonight by a group, but bay 4 is free. Shall I book it for you?", "counter_question")]
    public void What_teaches_little_weighs_little_and_says_why(string question, string answer, string reason)
    {
        var quality = ExampleQuality.Of(question, answer);

        Assert.Equal(reason, quality.Reason);
        Assert.InRange(quality.Weight, 0, 0.49);
        Assert.False(quality.IsReusable);
    }

    [Theory]
    [InlineData("is there parking at your place?", "Yes, there is free parking behind the building.", 1)]
    [InlineData("parking?", "Yes, there is free parking behind the building.", 0.6)]
    [InlineData("你们有停车场吗？", "有的，大楼后面有停车场。", 0.6)]
    [InlineData("how do I restart it?", "You can restart it with the red button under the desk, it takes two minutes to come back. Did that help?", 1)]
    public void A_good_example_weighs_more(string question, string answer, double weight)
    {
        var quality = ExampleQuality.Of(question, answer);

        Assert.True(quality.IsReusable, quality.Reason);
        Assert.Equal(weight, quality.Weight);
    }

    [Fact]
    public void Endless_texts_are_not_read() =>
        Assert.Equal(new ExampleQuality(0, "too_long"), ExampleQuality.Of(new string('a', 4001), "yes we do"));
}
