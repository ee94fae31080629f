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
    [InlineData("any news on my refund?", "Your refund was processed this morning, please allow three days for it to show.", "one_off")]
    [InlineData("did you get my deposit?", "We got your payment, thank you!", "one_off")]
    [InlineData("am I in for saturday?", "I see your booking for Saturday at 6pm in bay 2.", "one_off")]
    [InlineData("is my name on the list?", "I don't see a booking under that name.", "one_off")]
    [InlineData("did I forget my jacket?", "Yes, you left your jacket here, it hangs at the desk.", "one_off")]
    [InlineData("is my bag there?", "Your bag is behind the counter.", "one_off")]
    [InlineData("the door does not open", "Sorry about that, somebody is on the way.", "one_off")]
    [InlineData("the screen is black", "Thanks for telling us, we will look into it.", "one_off")]
    [InlineData("can we come at 7 instead", "7pm works, bring the whole family.", "one_off")]
    [InlineData("any chance for this afternoon?", "I can squeeze you in at 4 if you like.", "one_off")]
    [InlineData("is bay 3 free", "Bay 3 just opened up.", "one_off")]
    [InlineData("is the coach there?", "He is off this week, ask at the desk on Monday.", "one_off")]
    [InlineData("the app says error", "It should be working for you now.", "one_off")]
    [InlineData("are you ready for us?", "We're running about ten minutes behind, sorry.", "one_off")]
    [InlineData("can someone tell my friend to wait", "I'll tell him right away.", "one_off")]
    [InlineData("I never got the mail", "You should have received the email an hour ago.", "one_off")]
    [InlineData("can you move the party to the 21st", "Done! The party is now on the 21st at the same time.", "one_off")]
    [InlineData("did you find the card", "Found it: the card was not activated, please try the website again.", "one_off")]
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
    [InlineData("what if we are late?", "If you are running late, your bay is kept for 15 minutes after the start of the booking.", 1)]
    [InlineData("where is the washroom please", "The washroom is on the way to bay 3, second door on the left.", 1)]
    [InlineData("can I bring my own clubs?", "Sure, you may bring your own clubs, and we have some at the desk as well.", 1)]
    [InlineData("how do refunds work with you", "Refunds are processed to the card that you paid with within three days.", 1)]
    [InlineData("when is my bay ready usually", "The light over the bay turns green when it is ready for the next group.", 1)]
    [InlineData("how does the wifi work here", "The network works in all bays, the password is on the wall.", 1)]
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
