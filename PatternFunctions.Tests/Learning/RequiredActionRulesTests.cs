using PatternFunctions.Learning;

namespace PatternFunctions.Tests.Learning;

public sealed class RequiredActionRulesTests
{
    [Theory]
    [InlineData("We close at 9 tonight.")]
    [InlineData("Today we are open until 5.")]
    [InlineData("We open at 10 tomorrow.")]
    [InlineData("Tomorrow's class is full.")]
    [InlineData("The pool is closed right now.")]
    [InlineData("Bay 4 is currently down.")]
    [InlineData("We have no carts at the moment.")]
    [InlineData("We are closed this weekend.")]
    [InlineData("The league starts next Tuesday.")]
    [InlineData("Closed until further notice.")]
    [InlineData("We will be open again soon.")]
    [InlineData("It is 2day only.")]
    public void An_answer_for_that_day_has_to_be_looked_at_on_another(string template) =>
        Assert.Contains(RequiredActionRules.CheckDate, RequiredActionRules.For(template, []));

    [Theory]
    [InlineData("We are open from 9 to 9 every day.")]
    [InlineData("On Sundays we close at 6.")]
    [InlineData("Please come 10 minutes before your session, we hope to see you soon.")]
    [InlineData("The next bay on the left has the lefty mats.")]
    [InlineData("We no longer sell paper tickets.")]
    public void An_answer_for_every_day_does_not(string template) =>
        Assert.Empty(RequiredActionRules.For(template, []));
}
