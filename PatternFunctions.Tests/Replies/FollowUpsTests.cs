using PatternFunctions.Conversations;
using PatternFunctions.Replies;

namespace PatternFunctions.Tests.Replies;

public sealed class FollowUpsTests
{
    private const string Question = "What are your hours on Sunday?";
    private const string Reply = "We are open 9 to 10 every day.";

    private static readonly FollowUp Wrong = new(MessageSender.Customer, "That's wrong");

    [Theory]
    [InlineData("No, that's wrong")]
    [InlineData("what are your hours on sunday")]
    [InlineData("Can I talk to a human please")]
    public void A_customer_contradicts(string text) => Assert.NotNull(Judge(new FollowUp(MessageSender.Customer, text)));

    [Theory]
    [InlineData("Thanks!")]
    [InlineData("No problem, thank you")]
    public void A_customer_does_not(string text) => Assert.Null(Judge(new FollowUp(MessageSender.Customer, text)));

    [Fact]
    public void An_operator_corrects() => Assert.NotNull(Judge(new FollowUp(MessageSender.Operator, "Sorry, that was wrong: noon to six")));

    [Fact]
    public void A_customers_no_to_a_person_or_to_a_later_reply_is_not_about_this_one()
    {
        Assert.Null(Judge(new FollowUp(MessageSender.Operator, "Anything else?"), Wrong));
        Assert.Null(Judge(new FollowUp(MessageSender.Automation, "Yes, at the desk."), Wrong));
        Assert.NotNull(Judge(new FollowUp(MessageSender.Customer, "ok"), Wrong));
    }

    private static string? Judge(params FollowUp[] followUps) => FollowUps.ContradictionIn(Question, Reply, followUps);
}
