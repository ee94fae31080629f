using PatternFunctions.Conversations;

namespace PatternFunctions.Tests.Conversations;

public class AutomatedSenderTests
{
    private const string Person = "+15555550123";

    [Theory]
    [InlineData("72645")]
    [InlineData("266278")]
    [InlineData("AMAZON")]
    [InlineData("")]
    public void Short_codes_and_names_are_machines(string sender)
    {
        Assert.Equal(AutomatedSenderSign.ShortCode, AutomatedSender.Find("Hello", sender, []));
    }

    [Theory]
    [InlineData("Please do not reply to this message.")]
    [InlineData("NO-REPLY: your statement is ready")]
    [InlineData("This number is not monitored")]
    [InlineData("Replies are not monitored.")]
    [InlineData("We are unable to receive texts at this number")]
    public void What_asks_for_no_reply_gets_none(string text)
    {
        Assert.Equal(AutomatedSenderSign.DoNotReply, AutomatedSender.Find(text, Person, []));
    }

    [Theory]
    [InlineData("I'm driving with Do Not Disturb While Driving turned on. I'll see your message when I get where I'm going.")]
    [InlineData("(I'm not receiving notifications. If this is urgent, reply \"urgent\" to send a notification through with your original message.)")]
    [InlineData("Automatic reply: out of office until Monday")]
    [InlineData("This is an automated message from Dr. Smith's office")]
    [InlineData("Thank you for contacting ABC Plumbing. We will get back to you within 24 hours.")]
    [InlineData("Thanks for your message! A team member will respond as soon as possible")]
    [InlineData("Msg & data rates may apply. Reply STOP to opt out")]
    [InlineData("Your verification code is 123456")]
    [InlineData("482913 is your Example verification code")]
    [InlineData("Your package has been delivered")]
    [InlineData("I am currently away from the office and will reply when I return")]
    [InlineData("[Automated Response] We open at 8.")]
    public void Auto_responders_are_recognised(string text)
    {
        Assert.Equal(AutomatedSenderSign.AutoResponder, AutomatedSender.Find(text, Person, []));
    }

    [Theory]
    [InlineData("What time do you open?")]
    [InlineData("Thanks for the quick reply!")]
    [InlineData("Thank you for your help, see you soon")]
    [InlineData("What is the door code?")]
    [InlineData("The code is not working")]
    [InlineData("I'm driving, can you text me the code?")]
    [InlineData("Is this automated?")]
    [InlineData("sorry I didn't reply, was out of town")]
    [InlineData("My husband did not reply to you yet")]
    [InlineData("Will you get back to me today?")]
    public void People_are_people(string text)
    {
        Assert.Null(AutomatedSender.Find(text, Person, []));
    }

    [Fact]
    public void Our_own_words_sent_back_are_an_echo()
    {
        ExchangedText[] earlier = [new(FromCustomer: true, "hours?"), new(FromCustomer: false, "We open at 8 and close at 22.")];

        Assert.Equal(AutomatedSenderSign.Echo, AutomatedSender.Find("we open at 8 and close at 22", Person, earlier));
        Assert.Null(AutomatedSender.Find("We open at 8", Person, [new(FromCustomer: false, "Ok!"), new(FromCustomer: true, "Ok")]));
    }

    [Fact]
    public void The_same_text_back_and_forth_is_a_loop_the_third_time()
    {
        ExchangedText[] once = [new(true, "Is anyone home"), new(false, "Yes")];

        Assert.Null(AutomatedSender.Find("Is anyone home", Person, once));
        Assert.Equal(AutomatedSenderSign.Loop, AutomatedSender.Find("is anyone home?", Person, [.. once, .. once]));
    }

    [Fact]
    public void An_impatient_person_without_an_answer_is_no_loop()
    {
        ExchangedText[] earlier = [new(true, "hello"), new(true, "hello"), new(true, "hello"), new(false, "Hi!")];

        Assert.Null(AutomatedSender.Find("hello", Person, earlier));
    }
}
