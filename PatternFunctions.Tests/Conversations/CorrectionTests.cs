using PatternFunctions.Conversations;

namespace PatternFunctions.Tests.Conversations;

public sealed class CorrectionTests
{
    private const string Hours = "We are open 9 to 10 every day.\n[Automated Response]";

    [Theory]
    [InlineData("Sorry, that was wrong, we open at noon")]
    [InlineData("Please ignore the last message")]
    [InlineData("Actually we are closed today")]
    [InlineData("That isn't quite right, let me check")]
    [InlineData("Oops, our bot got that mixed up")]
    [InlineData("Correction: Sundays until six")]
    [InlineData("My mistake! Only on weekdays")]
    [InlineData("Sorry for the confusion")]
    [InlineData("The automated reply is out of date")]
    [InlineData("That's the wrong info")]
    public void What_takes_the_reply_back_is_a_correction_whatever_was_said_between(string text) =>
        Assert.True(Correction.IsOne(text, Hours, unprompted: false));

    [Theory]
    [InlineData("We're open till 8 today")]
    [InlineData("Not open on Mondays")]
    public void What_adds_another_number_or_a_not_to_the_same_topic_is_one_if_nobody_asked(string text)
    {
        Assert.True(Correction.IsOne(text, Hours, unprompted: true));
        Assert.False(Correction.IsOne(text, Hours, unprompted: false));
    }

    [Theory]
    [InlineData("Let me know if you need anything else!")]
    [InlineData("Yes, every day, 9 to 10")]
    [InlineData("Your code is 4821")]
    [InlineData("See you at 5!")]
    [InlineData("No problem, have fun")]
    [InlineData("Bay 3 is free")]
    [InlineData("")]
    public void Anything_else_is_none(string text) => Assert.False(Correction.IsOne(text, Hours, unprompted: true));
}
